import Engine
import Testing

/// Exercises/Elementary.swift is a part of this module too, by a link: here its functions are what they are to a
/// learner, the module's own.
@Suite struct `A function of a number` {
  private let x = 0.7
  private let y = 1.3
  private let n = 5
  /// So many that the system's functions, whose last bits differ, would be found out.
  private let values = (1...1000).map { Double($0) / 99.7 }
  private let matrix = Matrix([[0.1, 0.75], [3, 1]])

  @Test func `means the engine's, with Foundation and without`() {
    let with = WithFoundation(x: x, y: y, n: n, values: values, matrix: matrix)
    let without = WithoutFoundation(x: x, y: y, n: n, values: values, matrix: matrix)
    let functions: [Double] = [
      Engine.exp(x), Engine.log(x), Engine.tanh(x), Engine.sqrt(x), Engine.sin(x), Engine.cos(x), Engine.pow(x, y), x,
      x, y,
    ]
    #expect(with.functions == functions)
    #expect(without.functions == functions)
    let lists: [[Double]] = [
      values.map(Engine.exp), values.map(Engine.log), values.map(Engine.tanh), values.map(Engine.sqrt),
      values.map(Engine.sin), values.map(Engine.cos), values.map { Engine.pow($0, 2) }, values, [1000 / 99.7],
      values.map { $0 < 0.5 ? 0.5 : $0 > 2 ? 2 : $0 },
    ]
    #expect(with.ofLists == lists)
    #expect(without.ofLists == lists)
    let matrices: [Matrix] = [
      Engine.exp(matrix), Engine.log(matrix), Engine.tanh(matrix), Engine.sqrt(matrix), Engine.sin(matrix),
      Engine.cos(matrix), matrix, Engine.exp(matrix),
    ]
    #expect(with.ofMatrices == matrices)
    #expect(without.ofMatrices == matrices)
    #expect(with.formulas == without.formulas)
  }
}
