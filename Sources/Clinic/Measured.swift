import Datasets
import Engine

/// The digits as a patient's owner has measured them, with what that does to them.
public struct Measured: Equatable, Sendable {
  /// How many digits there are to train on.
  public var count = 600
  /// The share of them that carry another class's label.
  public var wrongLabels = 0.0
  /// What is added to each grey level of 0…1, as a dark camera's offset.
  public var offset = 0.0
  /// The factor by which the first eight columns are multiplied, as if they came in another unit.
  public var stretch = 1.0

  public init() {}

  /// Grey levels from `offset` to `offset` + 1.
  public static func offset(_ offset: Double) -> Measured {
    var measured = Measured()
    measured.offset = offset
    return measured
  }

  /// 400 digits, of whose labels 40 % are wrong.
  public static var mislabelled: Measured {
    var measured = Measured()
    (measured.count, measured.wrongLabels) = (400, 0.4)
    return measured
  }

  /// Training and validation digits, drawn and distorted.
  func split(_ digits: Split, _ inputs: Settings.Inputs, using generator: inout Generator) -> Split {
    let chosen = generator.permutation(of: digits.training.count).prefix(count)
    let few = digits.training.selecting(chosen)
    let labels = few.labels.map { label in
      generator.uniform() < wrongLabels ? (label + 1 + generator.integer(below: 9)) % 10 : label
    }
    let training = Dataset(inputs: distorted(few.inputs), labels: labels, classes: few.classes)
    let prepared = preparation(inputs, fittedTo: training.inputs)
    func data(_ data: Dataset) -> Dataset {
      Dataset(inputs: prepared(distorted(data.inputs)), labels: data.labels, classes: data.classes)
    }
    return Split(
      training: Dataset(inputs: prepared(training.inputs), labels: labels, classes: few.classes),
      validation: data(digits.validation), test: data(digits.test))
  }

  private func distorted(_ x: Matrix) -> Matrix {
    if offset == 0 && stretch == 1 { return x }
    return Matrix(rows: x.rows, columns: x.columns) { i, j in (x[i, j] + offset) * (24..<32 ~= j ? stretch : 1) }
  }
}

/// What is done to inputs, with numbers from the training digits alone.
private func preparation(_ inputs: Settings.Inputs, fittedTo x: Matrix) -> (Matrix) -> Matrix {
  switch inputs {
  case .asMeasured: return { $0 }
  case .divided:
    let largest = Matrix(row: (0..<x.columns).map { max(x.column($0).max()!, 1e-9) })
    return { $0.dividingColumns(by: largest) }
  case .standardized: return Standardizer(fittedTo: x).standardized
  }
}
