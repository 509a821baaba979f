import Datasets
import Engine
import Plots

/// An autoencoder, with the sizes of what flows through it.
func diagram(inputs: Int, code: Int) -> Graph {
  Graph(
    nodes: [
      Graph.Node(id: "x", label: "x, \(inputs) numbers", column: 0, row: 0),
      Graph.Node(id: "z", label: "code z, \(code) numbers", column: 1, row: 0),
      Graph.Node(id: "r", label: "x̂, \(inputs) numbers", column: 2, row: 0),
    ],
    edges: [
      Graph.Edge(from: "x", to: "z", above: "encoder", below: "\(inputs) × \(code)"),
      Graph.Edge(from: "z", to: "r", above: "decoder", below: "\(code) × \(inputs)"),
    ], above: "part", below: "weights")
}

/// Two layers pre-trained: each has a decoder of its own, for as long as it is trained.
var stacking: Graph {
  Graph(
    nodes: [
      Graph.Node(id: "x", label: "x", column: 0, row: 2),
      Graph.Node(id: "1", label: "layer 1", column: 1, row: 2),
      Graph.Node(id: "x̂", label: "x̂", column: 2, row: 0.5),
      Graph.Node(id: "2", label: "layer 2", column: 2, row: 2),
      Graph.Node(id: "ĥ", label: "ĥ", column: 3, row: 0.5),
      Graph.Node(id: "o", label: "output", column: 3, row: 2),
    ],
    edges: [
      Graph.Edge(from: "x", to: "1"), Graph.Edge(from: "1", to: "x̂", above: "decoder"),
      Graph.Edge(from: "1", to: "2", above: "outputs h"),
      Graph.Edge(from: "2", to: "ĥ", above: "decoder"), Graph.Edge(from: "2", to: "o"),
    ], above: "", below: "")
}

/// A row of 64 numbers as a picture.
func picture(_ pixels: [Double]) -> Matrix {
  Matrix(rows: Digits.side, columns: Digits.side, elements: pixels)
}

/// Each column of a first layer's weights as a picture, stretched so that its largest weight is 1 or −1.
func drawn(_ weight: Matrix, _ count: Int = 16) -> [Matrix] {
  (0..<min(count, weight.columns)).map { unit in
    let w = Matrix(row: weight.column(unit))
    return picture((w / abs(w).max).elements)
  }
}

/// Nine pictures in three rows of three, and under them their mean.
func ninefold(_ nine: Matrix) -> Matrix {
  let (side, mean) = (Digits.side, nine.columnMeans)
  return Matrix(rows: 4 * (side + 1), columns: 3 * side) { y, x in
    let (row, column) = (y / (side + 1), x / side)
    let (line, place) = (y % (side + 1), x % side)
    if line == side { return 0 }  // a gap
    let pixel = side * line + place
    return row < 3 ? nine[3 * row + column, pixel] : column == 1 ? mean[0, pixel] : 0
  }
}
