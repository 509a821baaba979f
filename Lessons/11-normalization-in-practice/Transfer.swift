import Datasets
import Engine

/// A source task with many examples, and a target task with few.
struct Tasks {
  let source: Dataset
  let target: (pool: Dataset, test: Dataset)
}

/// Ways to learn the target task.
enum Way: String, CaseIterable {
  case scratch = "from scratch"
  case frozen = "frozen base, new head"
  case tuned = "all fine-tuned"
  case random = "frozen random base"
}

extension Dataset {
  /// The examples of some classes, which are counted from 0 anew unless they are to keep
  /// their numbers.
  func only(_ kept: ClosedRange<Int>, renumbered: Bool = true) -> Dataset {
    let places = labels.indices.filter { kept.contains(labels[$0]) }
    guard renumbered else { return selecting(places) }
    return Dataset(
      inputs: inputs.selectingRows(places),
      labels: places.map { labels[$0] - kept.lowerBound }, classes: kept.count)
  }

  /// So many examples of each class, drawn at random.
  func drawing(_ perClass: Int, using generator: inout Generator) -> Dataset {
    var left = [Int](repeating: perClass, count: classes)
    let order = generator.permutation(of: count)
    return selecting(
      order.filter { i in
        left[labels[i]] -= 1
        return left[labels[i]] >= 0
      })
  }

  /// The same labels for other inputs.
  func with(_ inputs: Matrix) -> Dataset {
    Dataset(inputs: inputs, labels: labels, classes: classes)
  }
}

extension Network {
  /// So many updates with batches that are drawn anew when the examples are used up.
  mutating func update(
    _ updates: Int, on data: Dataset, batch size: Int, rate: Double,
    using generator: inout Generator
  ) {
    var optimizer = Optimizer(GradientDescent(learningRate: rate))
    var done = 0
    while done < updates {
      for batch in data.batches(of: size, using: &generator) where done < updates {
        let scores = forward(batch.inputs, mode: .training)
        fillGradients(softmaxCrossEntropy(scores, labels: batch.labels).gradient)
        optimizer.step(&self)
        done += 1
      }
    }
  }

  /// All but the last layer.
  var base: Network { Network(Array(layers.dropLast())) }
}
