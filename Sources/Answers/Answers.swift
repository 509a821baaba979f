internal import Exercises

/// The learner's functions, by the numbers of their exercises: all that the tests see of the module Exercises.
///
/// So an edit of an answer, of a helper or of an import compiles none of the tests again. A function that is gone is an
/// error below, once, and shown as one of the learner's file. One of another type is an error of that exercise alone,
/// when it is graded.
public struct Answers: Sendable {
  private var functions: [String: any Sendable] = [:]

  public init() {
    #sourceLocation(file:"Exercises/01-neurons.swift",line:1)
    functions["1.1"] = Exercises.weightedSum
    functions["1.2"] = Exercises.decisions
    functions["1.3"] = Exercises.perceptronStep
    functions["1.4"] = Exercises.gateNeurons
    functions["1.5"] = Exercises.xorNetwork
    functions["1.6"] = Exercises.denseSums

    #sourceLocation(file:"Exercises/02-activations.swift",line:1)
    functions["2.1"] = Exercises.sigmoidOfAny
    functions["2.2"] = Exercises.tanhGradient
    functions["2.3"] = Exercises.leakyReLU
    functions["2.4"] = Exercises.softmaxAt
    functions["2.5"] = Exercises.collapsed
    functions["2.6"] = Exercises.flatShares

    #sourceLocation(file:"Exercises/03-backprop-by-hand.swift",line:1)
    functions["3.1"] = Exercises.localGradients
    functions["3.2"] = Exercises.workedExample
    functions["3.3"] = Exercises.centralDifferences
    functions["3.4"] = Exercises.gradientsOfLastNode
    functions["3.5"] = Exercises.denseGradients
    functions["3.6"] = Exercises.softmaxCrossEntropyGradient
    functions["3.7"] = Exercises.twoLayerGradients
    functions["3.8"] = Exercises.recordedNeuron

    #sourceLocation(file:"Exercises/04-gradient-descent.swift",line:1)
    functions["4.1"] = Exercises.threeLosses
    functions["4.2"] = Exercises.lossGradients
    functions["4.3"] = Exercises.descentStep
    functions["4.4"] = Exercises.miniBatches
    functions["4.5"] = Exercises.updateCounts
    functions["4.6"] = Exercises.fittedLine

    #sourceLocation(file:"Exercises/05-vanishing-gradients.swift",line:1)
    functions["5.1"] = Exercises.sigmoidFactor
    functions["5.2"] = Exercises.chainGradients
    functions["5.3"] = Exercises.safeInterval
    functions["5.4"] = Exercises.weightGradientNorms
    functions["5.5"] = Exercises.depthOfUnderflow

    #sourceLocation(file:"Exercises/06-zero-centering.swift",line:1)
    functions["6.1"] = Exercises.standardizedFeatures
    functions["6.2"] = Exercises.minMaxScaled
    functions["6.3"] = Exercises.sameSignShare
    functions["6.4"] = Exercises.detour
    functions["6.5"] = Exercises.conditionNumber
    functions["6.6"] = Exercises.updatesNeeded

    #sourceLocation(file:"Exercises/07-bad-initialization.swift",line:1)
    functions["7.1"] = Exercises.productVariance
    functions["7.2"] = Exercises.layerVariances
    functions["7.3"] = Exercises.layerNumbers
    functions["7.4"] = Exercises.distinctUnits
    functions["7.5"] = Exercises.deadUnits

    #sourceLocation(file:"Exercises/08-glorot-vs-he.swift",line:1)
    functions["8.1"] = Exercises.fans
    functions["8.2"] = Exercises.glorotWeight
    functions["8.3"] = Exercises.heWeight
    functions["8.4"] = Exercises.predictedSizes
    functions["8.5"] = Exercises.predictedGradientSizes
    functions["8.6"] = Exercises.residualMeanSquares

    #sourceLocation(file:"Exercises/09-layerwise-pretraining.swift",line:1)
    functions["9.1"] = Exercises.autoencoded
    functions["9.2"] = Exercises.tiedGradient
    functions["9.3"] = Exercises.explainedVariance
    functions["9.4"] = Exercises.principalDirection
    functions["9.5"] = Exercises.greedyStack

    #sourceLocation(file:"Exercises/10-batch-normalization.swift",line:1)
    functions["10.1"] = Exercises.batchNormalized
    functions["10.2"] = Exercises.runningStatistics
    functions["10.3"] = Exercises.batchNormalizedAtInference
    functions["10.4"] = Exercises.batchNormalizationGradients
    functions["10.5"] = Exercises.foldedBatchNormalization
    functions["10.6"] = Exercises.effectiveLearningRates

    #sourceLocation(file:"Exercises/11-normalization-in-practice.swift",line:1)
    functions["11.1"] = Exercises.layerNormalized
    functions["11.2"] = Exercises.layerNormalizationGradients
    functions["11.3"] = Exercises.groupNormalized
    functions["11.4"] = Exercises.varianceShift
    functions["11.5"] = Exercises.batchNormUpdate

    #sourceLocation(file:"Exercises/12-gradient-clipping.swift",line:1)
    functions["12.1"] = Exercises.gradientClippedByValue
    functions["12.2"] = Exercises.gradientClippedByNorm
    functions["12.3"] = Exercises.gradientsClippedByGlobalNorm
    functions["12.4"] = Exercises.angleInDegrees
    functions["12.5"] = Exercises.gradientsClippedSafely

    #sourceLocation(file:"Exercises/13-optimizers.swift",line:1)
    functions["13.1"] = Exercises.momentumStep
    functions["13.2"] = Exercises.nesterovStep
    functions["13.3"] = Exercises.adagradStep
    functions["13.4"] = Exercises.adadeltaStep
    functions["13.5"] = Exercises.rmspropStep
    functions["13.6"] = Exercises.correctedAverages
    functions["13.7"] = Exercises.adamStep

    #sourceLocation(file:"Exercises/14-regularization.swift",line:1)
    functions["14.1"] = Exercises.layerPenalty
    functions["14.2"] = Exercises.softThreshold
    functions["14.3"] = Exercises.earlyStop
    functions["14.4"] = Exercises.maskedPasses
    functions["14.5"] = Exercises.invertedDropout
    functions["14.6"] = Exercises.averageOverMasks

    #sourceLocation(file:"Exercises/15-hyperparameters.swift",line:1)
    functions["15.1"] = Exercises.drawnByRatio
    functions["15.2"] = Exercises.gridAndRandom
    functions["15.3"] = Exercises.warmedUpFactors
    functions["15.4"] = Exercises.explainedShares
    functions["15.5"] = Exercises.rangeTestPick
    functions["15.6"] = Exercises.successiveHalving

    #sourceLocation(file:"Exercises/16-the-clinic.swift",line:1)
    functions["16.1"] = Exercises.updateRatios
    functions["16.2"] = Exercises.flatAndDead
    functions["16.3"] = Exercises.patient1
    functions["16.4"] = Exercises.patient2
    functions["16.5"] = Exercises.patient3
    functions["16.6"] = Exercises.patient4
    functions["16.7"] = Exercises.patient5
    functions["16.8"] = Exercises.patient6
    functions["16.9"] = Exercises.patient7
    functions["16.10"] = Exercises.doctor
    functions["16.11"] = Exercises.networkGradients

    #sourceLocation()
  }

  /// The learner's function for the exercise of that number; nil if it is not of that type, or there is none.
  public func function<Function>(_ id: String, as type: Function.Type) -> Function? { functions[id] as? Function }
}
