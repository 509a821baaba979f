import Engine
import Synchronization

/// Answers that took no thought, made from the right one's shape. None of them may pass, in any exercise.
enum Carelessness: String, CaseIterable, Codable, Sendable {
  case zeros, ones, unchangedInput, notANumber, infinity, tooManyRows, tooFewColumns
  /// Depends on how often it was called.
  case counting
  /// Draws from the system's generator.
  case drawing

  private static let calls = Mutex(0.0)

  func answer(expected: [Quantity], input: [Quantity]) -> [Quantity] {
    expected.map { quantity in
      let value = quantity.value
      switch self {
      case .zeros: return quantity.with(value.filled(0))
      case .ones: return quantity.with(value.filled(1))
      case .notANumber: return quantity.with(value.filled(.nan))
      case .infinity: return quantity.with(value.filled(.infinity))
      case .tooManyRows: return quantity.with(Matrix(rows: value.rows + 1, columns: value.columns))
      case .tooFewColumns: return quantity.with(Matrix(rows: value.rows, columns: max(0, value.columns - 1)))
      case .unchangedInput:
        let same = input.first { $0.form == quantity.form && $0.value.shape == value.shape }
        return quantity.with(same?.value ?? value.filled(0))
      case .counting:
        return quantity.with(
          value.filled(
            Self.calls.withLock {
              $0 += 1
              return $0
            }))
      case .drawing: return quantity.with(value.filled(.random(in: 0..<1)))
      }
    }
  }
}

extension Matrix {
  fileprivate func filled(_ value: Double) -> Matrix { Matrix(rows: rows, columns: columns, repeating: value) }
}
