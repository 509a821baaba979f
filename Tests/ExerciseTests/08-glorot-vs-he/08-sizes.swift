// What the banks of 8.4 and 8.5 share: networks whose sizes are predicted.

import Engine

extension Lesson08 {
  struct SizesInput: Sendable {
    /// Of the input in 8.4, of the last gradient in 8.5.
    let size: Double
    let widths: [Int]
    let deviations: [Double]

    var layers: Int { deviations.count }
    func fanIn(_ layer: Int) -> Double { Double(widths[layer]) }
    func fanOut(_ layer: Int) -> Double { Double(widths[layer + 1]) }
    func variance(_ layer: Int) -> Double { deviations[layer] * deviations[layer] }

    func shown(_ size: String) -> [Quantity] {
      [
        .number(size, self.size), .list("widths", widths.map(Double.init)), .list("weightDeviations", deviations),
      ]
    }

    static func cases(_ generator: inout Generator) -> [Case<SizesInput>] {
      let readable = SizesInput(size: 3, widths: [4, 8, 2], deviations: [0.5, 1])
      let single = SizesInput(size: 2, widths: [9, 5], deviations: [0.5])
      let drawn = [3, 4, 6].map { layers in
        SizesInput(
          size: generator.uniform(in: 0.5..<2), widths: (0...layers).map { _ in 2 + generator.integer(below: 30) },
          deviations: list(layers, 0.2, 0.6, &generator))
      }
      let narrow = SizesInput(size: 0.5, widths: [1, 6, 1, 3], deviations: [2, 0.25, 1.5])
      let deep = SizesInput(
        size: 1, widths: [Int](repeating: 100, count: 21), deviations: [Double](repeating: 0.02.squareRoot(), count: 20)
      )
      return [Case(readable), Case(single, note: "A network of a single layer: there is no ReLU.")]
        + [Case(narrow, note: "Layers of a single unit are layers, too.")] + drawn.map { Case($0) }
        + [Case(deep, note: "Twenty layers of He's weights.")]
    }
  }
}
