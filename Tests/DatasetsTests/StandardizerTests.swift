import Datasets
import Engine
import Testing

private func mean(_ x: [Double]) -> Double { x.reduce(0, +) / Double(x.count) }

private func deviation(_ x: [Double]) -> Double {
  let mean = mean(x)
  return (x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)).squareRoot()
}

@Suite struct `Standardizing` {
  @Test func `statistics are the biased ones, worked out by hand`() {
    // Column 0: mean 3, deviations −2, 0, 2, variance 8/3. Column 1: mean 10, variance (36 + 9 + 9 · 9) / 3 = 42.
    let standardizer = Standardizer(fittedTo: Matrix([[1, 4], [3, 7], [5, 19]]))
    #expect(standardizer.means == [3, 10])
    #expect(standardizer.scales == [(8.0 / 3).squareRoot(), 42.0.squareRoot()])
    let z = standardizer.standardized(Matrix([[1, 16]]))
    #expect(z == Matrix([[-2 / (8.0 / 3).squareRoot(), 6 / 42.0.squareRoot()]]))
  }

  @Test(arguments: [0, 0.1, 1e-300, 12345.678, 1e200])
  func `a constant feature becomes 0 and stays finite elsewhere`(constant: Double) {
    let standardizer = Standardizer(fittedTo: Matrix(rows: 1000, columns: 1, repeating: constant))
    #expect(standardizer.means == [constant])
    #expect(standardizer.scales == [1])
    #expect(standardizer.standardized(Matrix([[constant], [constant + 3]])).elements == [0, constant + 3 - constant])
  }

  @Test func `digits leave with mean 0 and deviation 1, or 0 where a pixel is always blank`() throws {
    let split = try Digits.load()
    let standardized = split.standardized()
    #expect(standardized.training.labels == split.training.labels)
    var blank: [Int] = []
    for j in 0..<64 {
      let column = standardized.training.inputs.column(j)
      #expect(abs(mean(column)) < 1e-12)
      if split.training.inputs.column(j).max() == 0 {
        blank.append(j)
        #expect(column.allSatisfy { $0 == 0 })
      } else {
        #expect(abs(deviation(column) - 1) < 1e-12)
      }
    }
    #expect(blank == DigitsOracle.pixelSums.indices.filter { DigitsOracle.pixelSums[$0] == 0 })
    #expect(blank.count == 3)
  }

  @Test func `validation and test data play no part in the statistics`() throws {
    let split = try Digits.load()
    let swapped = Split(training: split.training, validation: split.test, test: split.validation)
    #expect(split.standardized().test == swapped.standardized().validation)
    let standardizer = Standardizer(fittedTo: split.training.inputs)
    #expect(split.standardized().test.inputs == standardizer.standardized(split.test.inputs))
  }
}
