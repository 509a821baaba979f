import Datasets
import Engine

/// A network whose weights in front of batch normalizations follow a rule of their own,
/// and how its training went.
struct Ruled {
  var network: Network
  var history = History()
  var lengths: [Double] = []  // of the second layer's weights, after each step

  init(_ network: Network) { self.network = network }

  /// The mean loss of every ten steps.
  var losses: [Double] { history.means(ofEvery: 10) }

  /// The steps in the middle of each ten.
  var tens: [Double] { losses.indices.map { Double(10 * $0) + 5 } }

  /// The scores of a data set, with its own statistics.
  func scores(for data: Dataset) -> Matrix {
    var network = network
    return network.forward(data.inputs, mode: .training)
  }
}
