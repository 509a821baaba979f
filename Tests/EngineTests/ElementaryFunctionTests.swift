import Engine
import Foundation
import Testing

/// One of the engine's functions, next to the system's.
struct ElementaryFunction: Sendable, CustomTestStringConvertible {
  let name: String
  let ours: @Sendable (Double) -> Double
  let oursOverMatrix: @Sendable (Matrix) -> Matrix
  let system: @Sendable (Double) -> Double

  /// Intervals in which the function does its work.
  let intervals: [ClosedRange<Double>]

  var testDescription: String { name }

  static let all = [
    ElementaryFunction(
      name: "exp", ours: { Engine.exp($0) }, oursOverMatrix: { Engine.exp($0) }, system: { Foundation.exp($0) },
      intervals: [-1...1, -40...40, -746...(-707), -746...710]),
    ElementaryFunction(
      name: "sigmoid", ours: { Engine.sigmoid($0) }, oursOverMatrix: { Engine.sigmoid($0) },
      system: { $0 < 0 ? Foundation.exp($0) / (1 + Foundation.exp($0)) : 1 / (1 + Foundation.exp(-$0)) },
      intervals: [-1...1, -40...40, -746...(-707), -746...746]),
    ElementaryFunction(
      name: "tanh", ours: { Engine.tanh($0) }, oursOverMatrix: { Engine.tanh($0) }, system: { Foundation.tanh($0) },
      intervals: [-0.4...0.4, -1...1, -4...4, -22...22]),
    ElementaryFunction(
      name: "log", ours: { Engine.log($0) }, oursOverMatrix: { Engine.log($0) }, system: { Foundation.log($0) },
      intervals: [0...2, 0.7...1.42, 0...1e-307, 0...1e6]),
    ElementaryFunction(
      name: "sin", ours: { Engine.sin($0) }, oursOverMatrix: { Engine.sin($0) }, system: { Foundation.sin($0) },
      intervals: [-1...1, -10...10, -1e6...1e6, -1e13...1e13]),
    ElementaryFunction(
      name: "cos", ours: { Engine.cos($0) }, oursOverMatrix: { Engine.cos($0) }, system: { Foundation.cos($0) },
      intervals: [-1...1, -10...10, -1e6...1e6, -1e13...1e13]),
  ]

  /// Half from the intervals in turn, half from all bit patterns, so from all magnitudes, infinities and NaNs.
  func arguments(_ count: Int) -> Matrix {
    var generator = Generator(seed: 20)
    return Matrix(rows: 1, columns: count) { _, i in
      if i.isMultiple(of: 2) { return Double(bitPattern: generator.next()) }
      let interval = intervals[i / 2 % intervals.count]
      return interval.lowerBound + (interval.upperBound - interval.lowerBound) * generator.uniform()
    }
  }
}

@Suite struct `elementary functions` {
  /// mpmath's values, with what their rounding left off: Tests/Oracles/elementary_vectors.py.
  @Test(arguments: ElementaryFunction.all)
  func `are within 1 ulp of the true value, at hard, extreme and ordinary arguments`(
    _ function: ElementaryFunction
  ) throws {
    let fixture = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/elementary.txt")
    let lines = try String(contentsOf: fixture, encoding: .utf8).split(separator: "\n").map { $0.split(separator: " ") }
    var worst = (error: 0.0, at: 0.0)
    var count = 0
    for line in lines where line[0] == function.name {
      let x = Double(bitPattern: try #require(UInt64(line[1], radix: 16)))
      let nearest = Double(bitPattern: try #require(UInt64(line[2], radix: 16)))
      let tail = try #require(Double(line[3]))
      let error = abs((function.ours(x) - nearest) / nearest.ulp - tail)
      if !(error <= worst.error) { worst = (error, x) }
      count += 1
    }
    #expect(count > 200)
    expectWorst("error in ulp", of: function.name, [("at \(worst.at)", worst.error)], atMost: 1.nextDown)
  }

  #if arch(x86_64) && os(Linux)
    /// The 80-bit format has 11 bits more, so the system's value in it stands for the true one.
    @Test(arguments: ElementaryFunction.all)
    func `are within 1 ulp of the system's 80-bit value over a million arguments`(
      _ function: ElementaryFunction
    ) throws {
      let system: [String: (Float80) -> Float80] = [
        "exp": { Foundation.exp($0) },
        "sigmoid": { $0 < 0 ? Foundation.exp($0) / (1 + Foundation.exp($0)) : 1 / (1 + Foundation.exp(-$0)) },
        "tanh": { Foundation.tanh($0) }, "log": { Foundation.log($0) },
        "sin": { Foundation.sin($0) }, "cos": { Foundation.cos($0) },
      ]
      let extended = try #require(system[function.name])
      let arguments = function.arguments(1_000_000)
      var worst = (error: 0.0, at: 0.0)
      for (x, ours) in zip(arguments.elements, function.oursOverMatrix(arguments).elements) {
        let value = extended(Float80(x))
        let nearest = Double(value)
        if ours == nearest || (ours.isNaN && nearest.isNaN) { continue }
        let error = Double(abs(Float80(ours) - value) / Float80(nearest.ulp))
        if !(error <= worst.error) { worst = (error, x) }
      }
      expectWorst(
        "error in ulp of a million", of: function.name, [("at \(worst.at)", worst.error)], atMost: 1.nextDown)
    }
  #else
    /// The system's value is itself off by up to 1 ulp, 2 for tanh and sigmoid; ours by up to 1.
    @Test(arguments: ElementaryFunction.all)
    func `are within 2 to 3 ulp of the system's value over a million arguments`(_ function: ElementaryFunction) {
      let arguments = function.arguments(1_000_000)
      var worst = (error: 0.0, at: 0.0)
      for (x, ours) in zip(arguments.elements, function.oursOverMatrix(arguments).elements) {
        let system = function.system(x)
        if ours == system || (ours.isNaN && system.isNaN) { continue }
        let error = abs(ours - system) / system.ulp
        if !(error <= worst.error) { worst = (error, x) }
      }
      let limit = ["tanh", "sigmoid"].contains(function.name) ? 3.0 : 2.0
      #expect(worst.error <= limit, "\(function.name)(\(worst.at)) is \(worst.error) ulp from the system's")
    }
  #endif

  /// Where all numbers of a block are ordinary, some loops take a shorter way; and a single one that is not spoils it.
  @Test(arguments: ElementaryFunction.all)
  func `have the same bits in a matrix of ordinary numbers, with and without one that is not`(
    _ function: ElementaryFunction
  ) {
    for (seed, interval) in function.intervals.enumerated() {
      var generator = Generator(seed: UInt64(seed))
      let range = interval.lowerBound..<interval.upperBound
      let ordinary = Matrix(rows: 1, columns: 5_003) { _, _ in generator.uniform(in: range) }
      let expected = Matrix(row: ordinary.elements.map(function.ours))
      expectSameBits(function.oursOverMatrix(ordinary), expected, "\(range)")
      let numbers = [.nan, .infinity, -.infinity, 0, -0.0, 0x1p-1070, -1e-200, 18, -17.999, 20, 699, -709]
      for (i, odd) in numbers.enumerated() {
        var (x, expected) = (ordinary, expected)
        x[0, 400 * i + 3] = odd
        expected[0, 400 * i + 3] = function.ours(odd)
        expectSameBits(function.oursOverMatrix(x), expected, "\(range), with \(odd)")
      }
    }
  }

  @Test(arguments: ElementaryFunction.all)
  func `have the same bits for a number as for a matrix, in every place of it`(_ function: ElementaryFunction) {
    let x = function.arguments(50_000)
    let alone = x.elements.map(function.ours)
    expectSameBits(function.oursOverMatrix(x), Matrix(row: alone))
    for columns in 0...40 {
      // The same numbers, shifted by one place each time: other lanes, other neighbours, other remainders.
      let part = Matrix(rows: 1, columns: columns, elements: Array(x.elements[columns..<2 * columns]))
      expectSameBits(function.oursOverMatrix(part), Matrix(row: Array(alone[columns..<2 * columns])))
    }
  }

  @Test(arguments: ElementaryFunction.all)
  func `turn every nan into the one quiet nan`(_ function: ElementaryFunction) {
    for x in [Double.nan, -Double.nan, .signalingNaN, Double(nan: 123, signaling: false)] {
      #expect(function.ours(x).bitPattern == Double.nan.bitPattern)
    }
  }
}

@Suite struct `at its special values` {
  private let largest = Double.greatestFiniteMagnitude, smallest = Double.leastNonzeroMagnitude

  @Test func `exp is exact at zero and the infinities, and leaves the range at the right argument`() {
    #expect(Engine.exp(0) == 1 && Engine.exp(-0.0) == 1)
    #expect(Engine.exp(.infinity) == .infinity && Engine.exp(-.infinity) == 0)
    #expect(Engine.exp(largest) == .infinity && Engine.exp(-largest) == 0)
    // log(2¹⁰²⁴) = 709.78271289338399684…, between these two doubles.
    #expect(Engine.exp(709.782712893384) < .infinity)
    #expect(Engine.exp((709.782712893384).nextUp) == .infinity)
    // log(2⁻¹⁰⁷⁵) = −745.13321910194120762…: below it, half the smallest number rounds to 0.
    #expect(Engine.exp(-745.1332191019411) == smallest)
    #expect(Engine.exp((-745.1332191019411).nextDown) == 0)
    #expect(Engine.exp(smallest) == 1)
  }

  @Test func `sigmoid goes to 0 and 1, and does not lose small values`() {
    #expect(Engine.sigmoid(0) == 0.5 && Engine.sigmoid(-0.0) == 0.5)
    #expect(Engine.sigmoid(.infinity) == 1 && Engine.sigmoid(-.infinity) == 0)
    #expect(Engine.sigmoid(largest) == 1 && Engine.sigmoid(-largest) == 0)
    #expect(Engine.sigmoid(-740) == Engine.exp(-740) && Engine.sigmoid(-740) > 0)
  }

  @Test func `tanh is odd, keeps the sign of zero, and is the identity for tiny arguments`() {
    #expect(Engine.tanh(0).sign == .plus && Engine.tanh(-0.0).sign == .minus && Engine.tanh(-0.0) == 0)
    #expect(Engine.tanh(.infinity) == 1 && Engine.tanh(-.infinity) == -1)
    #expect(Engine.tanh(19.07) == 1 && Engine.tanh(-largest) == -1)
    for x in [smallest, 0x1p-1030, .leastNormalMagnitude, 1e-300, 1e-9] { #expect(Engine.tanh(x) == x) }
    for x in stride(from: 0.0, to: 25, by: 0.01) { #expect(Engine.tanh(-x) == -Engine.tanh(x)) }
  }

  @Test func `log is minus infinity at zero and nan below`() {
    #expect(Engine.log(0) == -.infinity && Engine.log(-0.0) == -.infinity)
    #expect(Engine.log(1).bitPattern == (0.0).bitPattern)
    #expect(Engine.log(.infinity) == .infinity)
    for x in [-smallest, -1, -largest, -Double.infinity] {
      #expect(Engine.log(x).bitPattern == Double.nan.bitPattern)
    }
    #expect(Engine.log(smallest) == -744.4400719213812 && Engine.log(largest) == 709.782712893384)
  }

  @Test func `sin and cos are right for huge arguments and nan at the infinities`() {
    #expect(Engine.sin(0).sign == .plus && Engine.sin(-0.0).sign == .minus && Engine.sin(-0.0) == 0)
    #expect(Engine.cos(0) == 1 && Engine.cos(-0.0) == 1 && Engine.cos(smallest) == 1)
    for x in [smallest, 0x1p-1030, .leastNormalMagnitude, 1e-300, 1e-9] { #expect(Engine.sin(-x) == -x) }
    for x in [Double.infinity, -Double.infinity] {
      #expect(Engine.sin(x).bitPattern == Double.nan.bitPattern)
      #expect(Engine.cos(x).bitPattern == Double.nan.bitPattern)
    }
    // sin 10²² = −0.8522008497671888017727…, a classic probe of range reductions; cos 10²² = 0.52321478539513894549759…
    #expect(Engine.sin(1e22) == -0.8522008497671888 && Engine.cos(1e22) == 0.523214785395139)
    #expect(abs(Engine.sin(largest) - 0.004961954789184062) <= (0.004961954789184062).ulp)
    #expect(abs(Engine.cos(largest) + 0.9999876894265599) <= (0.9999876894265599).ulp)
  }
}
