// Grades Exercises/04-gradient-descent.swift: swift test --filter lesson04
//
// What is expected, and what is diagnosed, stands in 04.*.swift.

import Solutions
import Testing

/// The names of lesson 04: its banks, and what they are made of.
enum Lesson04 {}

@Suite(.ofExercisesAskedFor) struct `lesson04-gradient-descent` {
  @Test("4.1 Three losses") func lesson04_1() async { await grade("4.1") }
  @Test("4.2 The gradients of the three losses") func lesson04_2() async { await grade("4.2") }
  @Test("4.3 One step of descent") func lesson04_3() async { await grade("4.3") }
  @Test("4.4 Mini-batches") func lesson04_4() async { await grade("4.4") }
  @Test("4.5 Counting updates") func lesson04_5() async { await grade("4.5") }
  @Test("4.6 Fit a line by gradient descent") func lesson04_6() async { await grade("4.6") }
}

extension Lesson04 {
  static let banks: [AnyBank] = [
    graded(losses, like: threeLosses) { $0($1.y, $1.t, $1.p, $1.labels) },
    graded(gradientsOfLosses, like: lossGradients) { $0($1.y, $1.t, $1.p, $1.labels) },
    graded(descentSteps, like: descentStep) { $0($1.weights, $1.gradients, $1.rate) },
    graded(epochs, like: miniBatches) { function, input in
      EpochSample(input) { function(input.count, input.size, &$0) }
    },
    graded(countedUpdates, like: updateCounts) { $0($1.examples, $1.batchSize, $1.epochs) },
    graded(fittedLines, like: fittedLine) { $0($1.x, $1.t, $1.rate, $1.updates) },
  ]
}
