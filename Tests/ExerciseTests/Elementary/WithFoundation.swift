import Engine
import Foundation

/// What a learner may write of numbers, without a thought.
struct WithFoundation {
  let x: Double
  let y: Double
  let n: Int
  let values: [Double]
  let matrix: Matrix

  var functions: [Double] {
    [exp(x), log(x), tanh(x), sqrt(x), sin(x), cos(x), pow(x, y), abs(-x), min(x, y), max(x, y)]
  }

  var ofLists: [[Double]] {
    [
      values.map(exp), values.map(log), values.map(tanh), values.map(sqrt), values.map(sin), values.map(cos),
      values.map { pow($0, 2) }, values.map(abs), [values.reduce(0, max)], values.map { min(max($0, 0.5), 2) },
    ]
  }

  var ofMatrices: [Matrix] {
    [exp(matrix), log(matrix), tanh(matrix), sqrt(matrix), sin(matrix), cos(matrix), abs(-matrix), matrix.map(exp)]
  }

  var formulas: [Double] {
    [
      1 / (1 + exp(-x)), exp(-x * x / 2) / sqrt(2 * .pi), log(exp(x) + exp(y)), 1 - pow(0.9, Double(n)),
      values.map { sqrt(abs($0)) }.reduce(0, +), sqrt(Double(n)), pow(2, -0.5), Double(max(n, 3) + abs(-n)),
    ]
  }
}
