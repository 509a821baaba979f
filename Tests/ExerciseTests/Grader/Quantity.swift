import Engine

/// A named part of an exercise's input or answer: a number, a list or a matrix.
///
/// The grader compares and prints nothing else, so that every exercise, whatever its types, is graded by the same code.
struct Quantity: Sendable {
  enum Form { case number, list, matrix }

  let name: String
  let form: Form
  /// A number is 1 × 1, a list is 1 × n.
  let value: Matrix

  static func number(_ name: String, _ value: Double) -> Quantity {
    Quantity(name: name, form: .number, value: Matrix(row: [value]))
  }

  static func list(_ name: String, _ values: [Double]) -> Quantity {
    Quantity(name: name, form: .list, value: Matrix(row: values))
  }

  static func matrix(_ name: String, _ value: Matrix) -> Quantity {
    Quantity(name: name, form: .matrix, value: value)
  }

  /// The same name and form around another value.
  func with(_ value: Matrix) -> Quantity { Quantity(name: name, form: form, value: value) }

  /// The size in words, `"3 × 2"` or `"4 values"`.
  var size: String {
    switch form {
    case .number: "a number"
    case .list: value.columns == 1 ? "1 value" : "\(value.columns) values"
    case .matrix: value.shape.description
    }
  }

  /// How code names entry `index` of the row-by-row order: `"y[2, 0]"`, `"dgamma[1]"`.
  func entry(_ index: Int) -> String {
    switch form {
    case .number: name
    case .list: "\(name)[\(index)]"
    case .matrix: "\(name)[\(index / value.columns), \(index % value.columns)]"
    }
  }
}
