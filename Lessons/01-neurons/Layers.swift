import Datasets
import Engine
import Plots

/// A layer whose neurons each learn alone: neuron j, to fire for the examples of class j.
func learnedAlone(_ data: Dataset, limit: Int) -> [(neuron: Perceptron, passes: Int?)] {
  (0..<data.classes).map { j in
    var neuron = Perceptron(inputs: data.features)
    let examples = (0..<data.count).map { i in
      Example(data.inputs.row(i), data.labels[i] == j ? 1 : -1)
    }
    let passes = neuron.learn(examples, limit: limit)
    return (neuron, passes)
  }
}

/// A layer whose neurons learn together. Where the largest sum is not the right neuron's, the
/// example is added to the right one's weights and taken from those of the neuron that won.
///
/// Returns the weights of each neuron.
func learnedTogether(_ data: Dataset, limit: Int) -> [[Double]] {
  var weights = Array(
    repeating: Array(repeating: 0.0, count: data.features + 1), count: data.classes)
  for _ in 1...limit {
    var isClean = true
    for i in 0..<data.count {
      let (x, right) = ([1] + data.inputs.row(i), data.labels[i])
      let sums = weights.map { dot($0, x) }
      var winner = right == 0 ? 1 : 0
      for j in sums.indices where j != right && sums[j] > sums[winner] { winner = j }
      if sums[right] > sums[winner] { continue }
      isClean = false
      for k in x.indices {
        weights[right][k] += x[k]
        weights[winner][k] -= x[k]
      }
    }
    if isClean { break }
  }
  return weights
}

/// The share of the examples for which the neuron of their class has the largest sum.
func shareRight(_ weights: [[Double]], on data: Dataset) -> Double {
  let sums = Matrix(rows: data.count, columns: weights.count) { i, j in
    dot(weights[j], [1] + data.inputs.row(i))
  }
  return accuracy(sums, labels: data.labels)
}

/// The share of a square, from −4 to 4, in which exactly one neuron fires.
func shareOfOne(_ weights: [[Double]]) -> Double {
  let steps = (0..<80).map { -3.95 + Double($0) / 10 }
  let places: [[Double]] = steps.flatMap { x in steps.map { y in [1, x, y] } }
  let single = places.count { x in weights.count { dot($0, x) > 0 } == 1 }
  return Double(single) / Double(places.count)
}

/// Blobs with the line that each neuron draws.
func drawn(_ data: Dataset, _ weights: [[Double]], _ title: String) -> Plot {
  let colors: [Color] = [.blue, .orange, .green]
  let blobs = (0..<3).map { j in
    Mark.points(
      (0..<data.count).filter { data.labels[$0] == j }.map {
        Point(data.inputs[$0, 0], data.inputs[$0, 1])
      },
      label: "blob \(j + 1) and its neuron", color: colors[j])
  }
  let lines = (0..<3).map { border(weights[$0], "", colors[$0]) }
  return plane(title, over: -4...4, blobs + lines)
}
