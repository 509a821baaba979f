import Engine
import Solutions

extension Lesson15 {
  struct SearchInput: Sendable {
    let count: Int
    let offsets: [Double]
    /// Of the generator that is handed to the answer.
    let seed: UInt64

    init(_ count: Int, _ offsets: [Double], seed: UInt64 = 15) {
      (self.count, self.offsets, self.seed) = (count, offsets, seed)
    }

    var axes: Int { offsets.count }
    var budget: Int { offsets.reduce(1) { points, _ in points * count } }

    /// All combinations of places, the `place` of a k and an offset.
    func grid(_ place: (Double, Double) -> Double) -> Matrix {
      Matrix(rows: budget, columns: axes) { row, axis in
        let k = (0..<axis).reduce(row) { rest, _ in rest / count } % count
        return place(Double(k), offsets[axis])
      }
    }

    var grid: Matrix { grid { ($0 + $1) / Double(count) } }
  }

  /// Two searches, and the random one that the same generator gives at the next call.
  ///
  /// The grid's rows may be in any order. The random places are the generator's draws, in any order that leaves no pattern.
  struct Searches {
    let input: SearchInput
    let grid: Matrix
    let random: Matrix
    let next: Matrix

    init(_ input: SearchInput, _ draw: (inout Generator) -> (grid: Matrix, random: Matrix)) {
      self.input = input
      var generator = Generator(seed: input.seed)
      (grid, random) = draw(&generator)
      next = draw(&generator).random
    }

    var quantities: [Quantity] {
      // Places that differ by rounding only are equal.
      let keys = (0..<grid.rows).map { row in grid.row(row).map { (1e6 * $0).rounded() } }
      let order = keys.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
      return [
        .matrix("grid, rows sorted", grid.rows == 0 ? grid : Matrix(order.map(grid.row))),
        .list("rows and columns of random", [Double(random.rows), Double(random.columns)]),
      ] + (input.budget < 400 ? places : places + statistics)
    }

    private var places: [Quantity] {
      let places = random.elements
      return [
        .number("places of random below 0, or of 1 and more", Double(places.count { !(0..<1 ~= $0) })),
        .number("different places in random", Double(Set(places).count)),
        .number(
          "of them, equal to those of a second call", Double(Set(places).intersection(Set(next.elements)).count)),
        .number("of the generator's first pᵈ · d draws, those in random", Double(usedDraws)),
      ]
    }

    /// How many of the draws that are due are among the random places, each place counted once.
    private var usedDraws: Int {
      var generator = Generator(seed: input.seed)
      let draws = (0..<input.budget * input.axes).map { _ in generator.uniform() }.sorted()
      var left = random.elements.filter(\.isFinite).sorted()[...]
      return draws.count { draw in
        left = left.drop { $0 < draw - 1e-12 }
        guard let next = left.first, next <= draw + 1e-12 else { return false }
        left = left.dropFirst()
        return true
      }
    }

    /// Of 400 points or more. Each is given as expected, unless it is five standard deviations from there.
    private var statistics: [Quantity] {
      let (n, d) = (Double(input.budget), Double(input.axes))
      let fits = random.rows == input.budget && random.columns == input.axes && places[0].value[0, 0] == 0
      let empty = pow(1 - 1 / n, n)
      let deviation = (exp(-1) * (1 - 2 * exp(-1)) / n).squareRoot()
      func number(_ name: String, _ expected: Double, _ deviation: Double, _ measured: () -> Double) -> Quantity {
        let value = fits ? measured() : 0
        return .number(name, ((abs(value - expected) < 5 * deviation ? expected : value) * 1000).rounded() / 1000)
      }
      return [
        number("mean of random", 0.5, 1 / (12 * n * d).squareRoot()) { random.mean },
        number("variance of random", 1 / 12.0, 1 / (180 * n * d).squareRoot()) { random.variance },
        number("largest correlation of two columns of random", 0, 1 / n.squareRoot()) { correlation },
        number("share of the grid's cells without a random point", empty, deviation) {
          emptyShare { row in row.reduce(0) { $0 * input.count + Int($1 * Double(input.count)) } }
        },
        number("share of n equal parts of an axis without a random place (n points)", empty, deviation) {
          (0..<input.axes).map { axis in emptyShare { Int($0[axis] * n) } }.mean
        },
      ]
    }

    /// The share of as many cells as there are points in which none lies.
    private func emptyShare(_ cell: ([Double]) -> Int) -> Double {
      1 - Double(Set((0..<random.rows).map { cell(random.row($0)) }).count) / Double(random.rows)
    }

    private var correlation: Double {
      var largest = 0.0
      for i in 0..<random.columns {
        for j in 0..<i {
          let (a, b) = (random.column(i), random.column(j))
          let product = zip(a, b).map { ($0 - a.mean) * ($1 - b.mean) }.mean
          largest = max(largest, abs(product) / max(1e-300, (variance(a) * variance(b)).squareRoot()))
        }
      }
      return largest
    }
  }

  static let searches: Bank<SearchInput, Searches> = Bank(
    id: "15.2",
    cases: { generator in
      let readable = [
        Case(SearchInput(2, [0.5, 0.5]), note: "Two places on each axis, 0.25 and 0.75, and four combinations."),
        Case(SearchInput(3, [0, 0.5]), note: "Each axis has its own offset; at 0 the places are 0, 1/3 and 2/3."),
        Case(SearchInput(2, [0.2, 0.4, 0.6]), note: "Three axes: 2³ points."),
        Case(SearchInput(4, [0.25]), note: "One axis: four points."),
      ]
      let edges = [
        Case(
          SearchInput(1, [0.3, 0.9], seed: 3), note: "One place on each axis: one point, at the offsets themselves."),
        Case(SearchInput(1, [0.75]), note: "One axis, one place."),
        Case(SearchInput(2, [0, 0], seed: 4), note: "No offset."),
        Case(SearchInput(2, [0.1, 0.3, 0.5, 0.7, 0.9, 0]), note: "2⁶ points."),
        Case(SearchInput(5, [0.999, 0.001])),
      ]
      let generated = [(3, 3), (4, 2), (7, 1), (3, 4), (6, 2)].map { count, axes in
        Case(SearchInput(count, list(axes, 0, 1, &generator), seed: generator.next()))
      }
      let large = [(20, 2), (8, 3), (500, 1)].map { count, axes in
        Case(
          SearchInput(count, list(axes, 0, 1, &generator), seed: generator.next()),
          note: "So many points that their places can be counted.")
      }
      return readable + edges + generated + large
    },
    input: { [.number("count", Double($0.count)), .list("offsets", $0.offsets)] },
    output: { $0.quantities },
    reference: { input in
      Searches(input) { gridAndRandom(count: input.count, offsets: input.offsets, using: &$0) }
    },
    alternatives: [
      both("the digits of a number to the base p") { input, generator in
        var random = Matrix(rows: input.budget, columns: input.axes)
        for axis in 0..<input.axes {
          for row in 0..<input.budget { random[row, axis] = generator.uniform(in: 0..<1) }
        }
        return (input.grid { $0 / Double(input.count) + $1 / Double(input.count) }, random)
      },
      both("an axis in front of the smaller grid, the last first") { input, generator in
        func points(_ offsets: ArraySlice<Double>) -> [[Double]] {
          guard let offset = offsets.first else { return [[]] }
          let rest = points(offsets.dropFirst())
          return (0..<input.count).reversed().flatMap { k in
            rest.map { [(Double(k) + offset) / Double(input.count)] + $0 }
          }
        }
        let rows = points(input.offsets[...])
        return (Matrix(rows), Matrix(rows.map { $0.map { _ in generator.uniform() } }))
      },
    ],
    misconceptions: mistakesOfPlaces + mistakesOfCombinations + mistakesOfRandomPoints)

  private typealias Mistake = Answer<SearchInput, Searches>

  private static func both(
    _ name: String, _ draw: @escaping @Sendable (SearchInput, inout Generator) -> (grid: Matrix, random: Matrix)
  ) -> Mistake {
    Mistake(name) { input in Searches(input) { draw(input, &$0) } }
  }

  /// Another grid.
  private static func grid(_ diagnosis: String, _ grid: @escaping @Sendable (SearchInput) -> Matrix) -> Mistake {
    both(diagnosis) { input, generator in
      (grid(input), gridAndRandom(count: input.count, offsets: input.offsets, using: &generator).random)
    }
  }

  /// Another random search.
  private static func random(
    _ diagnosis: String, _ random: @escaping @Sendable (SearchInput, inout Generator) -> Matrix
  ) -> Mistake {
    both(diagnosis) { input, generator in (input.grid, random(input, &generator)) }
  }

  private static func drawn(_ rows: Int, _ columns: Int, _ generator: inout Generator) -> Matrix {
    Matrix(rows: rows, columns: columns) { _, _ in generator.uniform() }
  }

  private static let mistakesOfPlaces: [Mistake] = [
    grid("You put places on both ends, in p − 1 steps: they are (k + t)/p, in p steps.") { input in
      input.grid { ($0 + $1) / Double(input.count - 1) }
    },
    grid("You left out the offset.") { input in input.grid { k, _ in k / Double(input.count) } },
    grid("You took the middles, an offset of ½: each axis has its own t.") { input in
      input.grid { k, _ in (k + 0.5) / Double(input.count) }
    },
    grid("You did not divide the offset by p: it is a share of one step.") { input in
      input.grid { $0 / Double(input.count) + $1 }
    },
    grid("You subtracted the offset: it is added to k.") { input in input.grid { ($0 - $1) / Double(input.count) } },
    grid("You counted k from 1: it goes from 0 to p − 1.") { input in
      input.grid { ($0 + 1 + $1) / Double(input.count) }
    },
    grid("You gave all axes the first one's offset: each has its own.") { input in
      SearchInput(input.count, input.offsets.map { _ in input.offsets[0] }).grid
    },
    grid("You did not divide the offset by p, and let what is above 1 begin again at 0: it is a share of one step.") {
      input in
      input.grid { ($0 / Double(input.count) + $1).truncatingRemainder(dividingBy: 1) }
    },
    grid("You gave the axes the offsets in reverse: axis i has the offset i, and column i.") { input in
      SearchInput(input.count, input.offsets.reversed()).grid
    },
    grid("You did not divide by p: places lie between 0 and 1.") { input in input.grid { $0 + $1 } },
    grid("You multiplied k and t: the offset is added to k.") { input in input.grid { $0 * $1 / Double(input.count) } },
    grid("You divided by p + 1: the places are (k + t)/p.") { input in
      input.grid { ($0 + $1) / Double(input.count + 1) }
    },
  ]

  private static let mistakesOfCombinations: [Mistake] = [
    grid("You walked along all axes at once: that is a diagonal, and all combinations are wanted.") { input in
      Matrix(rows: input.count, columns: input.axes) { k, axis in
        (Double(k) + input.offsets[axis]) / Double(input.count)
      }
    },
    grid("You gave all axes the same k, so that all points lie on a diagonal: all combinations are wanted.") { input in
      Matrix(rows: input.budget, columns: input.axes) { row, axis in
        (Double(row % input.count) + input.offsets[axis]) / Double(input.count)
      }
    },
    grid("You took the number of a point, divided by pⁱ, for its k on axis i: what counts is the remainder, % p.") {
      input in
      Matrix(rows: input.budget, columns: input.axes) { row, axis in
        let k = (0..<axis).reduce(row) { rest, _ in rest / input.count }
        return (Double(k) + input.offsets[axis]) / Double(input.count)
      }
    },
    grid("You took two axes' k only once, in rising order: the other order is a point of its own.") { input in
      let all = input.grid
      let places = input.grid { k, _ in k }
      let rising = (0..<all.rows).filter { row in
        zip(places.row(row), places.row(row).dropFirst()).allSatisfy { $0 <= $1 }
      }
      return Matrix(rising.map(all.row))
    },
    grid("You took p for the number of all points: it is the number of places on *each* axis.") { input in
      let side = Int(pow(Double(input.count), 1 / Double(input.axes)).rounded())
      return SearchInput(side, input.offsets).grid
    },
    grid("You changed one axis at a time and left the others where they begin: all combinations are wanted.") { input in
      Matrix(rows: input.count * input.axes, columns: input.axes) { row, axis in
        let k = row / input.count == axis ? row % input.count : 0
        return (Double(k) + input.offsets[axis]) / Double(input.count)
      }
    },
    grid("You combined the first two axes only: all d belong to the combinations.") { input in
      if input.axes < 3 { return input.grid }
      let plane = SearchInput(input.count, Array(input.offsets.prefix(2))).grid
      return Matrix(rows: plane.rows, columns: input.axes) { row, axis in
        axis < 2 ? plane[row, axis] : input.offsets[axis] / Double(input.count)
      }
    },
    grid("You put a point in each column: a point is a row, with a column for each hyperparameter.") { input in
      input.grid.transposed
    },
    grid("You exchanged p and d: there are p places on each of d axes.") { input in
      let exchanged = SearchInput(
        input.axes, (0..<input.count).map { input.offsets[$0 % input.axes] })
      return exchanged.budget > 5000 ? Matrix(rows: 5000, columns: input.count) : exchanged.grid
    },
    both("You exchanged the two: first the grid, then the random points.") { input, generator in
      (drawn(input.budget, input.axes, &generator), input.grid)
    },
  ]

  private static let notTheDraws = """
    The random places are not the draws of the generator that you are given: take each `generator.uniform()` as it is.
    """

  private static let mistakesOfRandomPoints: [Mistake] = [
    random("You drew p random points: the random search has as many as the grid, pᵈ.") { input, generator in
      drawn(input.count, input.axes, &generator)
    },
    random("You drew p · d random points: the random search has as many as the grid, pᵈ.") { input, generator in
      drawn(input.count * input.axes, input.axes, &generator)
    },
    random("You used one draw for all places of a point: each is a draw of its own.") { input, generator in
      let once = (0..<input.budget).map { _ in generator.uniform() }
      return Matrix(rows: input.budget, columns: input.axes) { row, _ in once[row] }
    },
    random("You drew one point and repeated it: each place is a draw of its own.") { input, generator in
      let once = (0..<input.axes).map { _ in generator.uniform() }
      return Matrix(rows: input.budget, columns: input.axes) { _, axis in once[axis] }
    },
    random("You drew random points of the grid: a random place may be anywhere.") { input, generator in
      Matrix(rows: input.budget, columns: input.axes) { _, axis in
        (Double(generator.integer(below: input.count)) + input.offsets[axis]) / Double(input.count)
      }
    },
    random(
      "You drew p places on each axis and combined them, which is a crooked grid: each place is a draw of its own."
    ) {
      input, generator in
      let places = (0..<input.axes).map { _ in (0..<input.count).map { _ in generator.uniform() } }
      return SearchInput(input.count, input.offsets.indices.map(Double.init)).grid { k, axis in
        places[Int(axis)][Int(k)]
      }
    },
    random("You drew a point within each cell of the grid: each place is a draw of its own, anywhere from 0 to 1.") {
      input, generator in
      input.grid { k, _ in (k + generator.uniform()) / Double(input.count) }
    },
    random("You drew from −1 to 1: places lie between 0 and 1.") { input, generator in
      drawn(input.budget, input.axes, &generator).map { 2 * $0 - 1 }
    },
    random("You drew normal numbers: places are uniform between 0 and 1, by `generator.uniform()`.") {
      input, generator in
      Matrix(rows: input.budget, columns: input.axes) { _, _ in generator.normal() }
    },
    random("You put a random point in each column: a point is a row.") { input, generator in
      drawn(input.axes, input.budget, &generator)
    },
    random(
      "You made a generator of your own, so that a second call gives the same places: draw from the one you are given."
    ) { input, _ in
      var own = Generator(seed: 1)
      return drawn(input.budget, input.axes, &own)
    },
    random(notTheDraws) { input, _ in
      Matrix(rows: input.budget, columns: input.axes) { _, _ in Double.random(in: 0..<1) }
    },
    random(notTheDraws) { input, generator in
      var half = generator.split()
      return drawn(input.budget, input.axes, &half)
    },
    random(notTheDraws) { input, generator in drawn(input.budget, input.axes, &generator).map { 1 - $0 } },
    random("You moved the random places by the offsets: these are the grid's alone.") { input, generator in
      Matrix(rows: input.budget, columns: input.axes) { _, axis in
        (generator.uniform() + input.offsets[axis]).truncatingRemainder(dividingBy: 1)
      }
    },
    random("You used each draw twice, as u and as 1 − u: each place is a draw of its own.") { input, generator in
      var last = 0.0
      return Matrix(rows: input.budget, columns: input.axes) { row, axis in
        let isSecond = (row * input.axes + axis) % 2 == 1
        last = isSecond ? 1 - last : generator.uniform()
        return last
      }
    },
    random("You dealt the places out, one in each of pᵈ parts of an axis: each place is a draw, anywhere from 0 to 1.")
    {
      input, generator in
      let orders = (0..<input.axes).map { _ in generator.permutation(of: input.budget) }
      return Matrix(rows: input.budget, columns: input.axes) { row, axis in
        (Double(orders[axis][row]) + generator.uniform()) / Double(input.budget)
      }
    },
    random("You rounded the random places down to the grid's k/p: a random place may be anywhere.") {
      input, generator in
      let p = Double(input.count)
      return drawn(input.budget, input.axes, &generator).map { (p * $0).rounded(.down) / p }
    },
    random("You drew numbers for the grid first, to shuffle it: the first pᵈ · d draws are the random places.") {
      input, generator in
      _ = generator.permutation(of: input.budget)
      return drawn(input.budget, input.axes, &generator)
    },
    both("You drew the offsets of the grid: they are given.") { input, generator in
      let own = SearchInput(input.count, input.offsets.map { _ in generator.uniform() })
      return (own.grid, drawn(input.budget, input.axes, &generator))
    },
    random("You drew more numbers than there are places: the first pᵈ · d draws are the places.") { input, generator in
      for _ in 0..<input.axes { _ = generator.uniform() }
      return drawn(input.budget, input.axes, &generator)
    },
    random("You sorted the places of each hyperparameter, so that they rise together: leave them as they were drawn.") {
      input, generator in
      let columns = (0..<input.axes).map { _ in (0..<input.budget).map { _ in generator.uniform() }.sorted() }
      return Matrix(rows: input.budget, columns: input.axes) { row, axis in columns[axis][row] }
    },
    random(
      "A second call gives the same places: draw from the generator that you are given, not from a copy or one of your own."
    ) { input, generator in
      var copy = generator
      return drawn(input.budget, input.axes, &copy)
    },
  ]
}
