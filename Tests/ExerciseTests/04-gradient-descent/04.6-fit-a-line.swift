import Engine
import Solutions

extension Lesson04 {
  struct LineInput: Sendable {
    let x: [Double]
    let t: [Double]
    let rate: Double
    let updates: Int

    init(_ x: [Double], _ t: [Double], _ rate: Double, _ updates: Int) {
      (self.x, self.t, self.rate, self.updates) = (x, t, rate, updates)
    }

    var m: Double { Double(x.count) }
    var right: Line { fittedLine(x: x, t: t, learningRate: rate, updates: updates) }
    func with(x: [Double]? = nil, t: [Double]? = nil, rate: Double? = nil, updates: Int? = nil) -> LineInput {
      LineInput(x ?? self.x, t ?? self.t, rate ?? self.rate, updates ?? self.updates)
    }

    func errors(_ line: Line) -> [Double] { zip(x, t).map { line.w * $0 + line.b - $1 } }

    /// The gradient of the mean squared error.
    func gradient(_ line: Line) -> Line {
      let errors = errors(line)
      return (2 * zip(errors, x).map { $0 * $1 }.mean, 2 * errors.mean)
    }

    /// The line after all updates, each along a gradient.
    func descended(from start: Line = (0, 0), _ gradient: (Line) -> Line) -> Line {
      var line = start
      for _ in 0..<updates {
        let g = gradient(line)
        line = (line.w - rate * g.w, line.b - rate * g.b)
      }
      return line
    }
  }

  typealias Line = (w: Double, b: Double)

  static let fittedLines: Bank<LineInput, Line> = Bank(
    id: "4.6",
    cases: { generator in
      let readable = [
        Case(LineInput([2], [3], 0.1, 1), note: "One example, and one update."),
        Case(LineInput([1, 3], [2, 4], 0.1, 1), note: "One update: both errors are −t at first."),
        Case(LineInput([1, 3], [2, 4], 0.1, 2)),
        Case(LineInput([0, 1, 2], [1, -1, -3], 0.25, 3)),
        Case(LineInput([1, 2], [3, 5], 0.1, 0), note: "There is no update: w and b are where they start."),
        Case(LineInput([1, 2, -1], [0, 0, 0], 0.1, 5), note: "All targets are 0, and so is the first error."),
      ]
      let shapes: [(count: Int, rate: Double, updates: Int)] = [
        (3, 0.1, 4), (5, 0.05, 10), (2, 0.2, 7), (8, 0.3, 20), (4, 0.01, 100), (10, 0.15, 50), (1, 0.2, 3), (6, 0.1, 1),
      ]
      let generated = shapes.map { count, rate, updates in
        let (w, b) = (generator.uniform(in: -3..<3), generator.uniform(in: -2..<2))
        let x = list(count, -1.5, 2, &generator)
        return Case(LineInput(x, x.map { w * $0 + b + generator.uniform(in: -0.5..<0.5) }, rate, updates))
      }
      let special = [
        Case(
          LineInput([-1, 0, 1, 2], [-3, -1, 1, 3], 0.2, 1000), note: "The points lie on a line, and it is reached."),
        Case(
          LineInput([-1, 0, 1, 2], [3, 2, 2, -2], 0.2, 1000),
          note: "The points lie on no line, and the best one is reached."),
        Case(LineInput([4, 5, 6], [1, 2, 4], 0.05, 12), note: "The rate is too large: w and b swing ever wider."),
        Case(
          LineInput([4, 5, 6], [1, 2, 4], 0.05, 60), note: "The rate is too large: w and b grow beyond all bounds."),
        Case(LineInput([4, 5, 6], [1, 2, 4], 0.01, 40), note: "x is far from 0: b moves slowly."),
        Case(LineInput([2, 2, 2], [1, 3, 8], 0.05, 5), note: "All x are equal."),
        Case(LineInput([0, 0], [3, 1], 0.3, 4), note: "All x are 0: only b moves."),
        Case(LineInput([-2, 2], [-3, 3], 0.1, 6), note: "The mean of x and that of t are 0: only w moves."),
        Case(LineInput([1, -1, 3, 0], [2, 2, 2, 2], 0.1, 30), note: "All targets are equal."),
        Case(LineInput([1, 2, 3, 4], [-10, -20, -28, -41], 0.02, 60)),
        Case(LineInput([0.1, 0.2, 0.4], [1, 2, 5], 1, 25)),
        Case(LineInput([0.5, -0.5], [1, 2], 0.001, 3), note: "The rate is small."),
      ]
      return readable + generated + special
    },
    input: {
      [
        .list("x", $0.x), .list("t", $0.t), .number("learningRate", $0.rate), .number("updates", Double($0.updates)),
      ]
    },
    output: { [.number("w", $0.w), .number("b", $0.b)] },
    reference: { $0.right },
    alternatives: [
      Answer("sums in a loop over the examples") { input in
        var (w, b) = (0.0, 0.0)
        for _ in 0..<input.updates {
          var (ofW, ofB) = (0.0, 0.0)
          for i in input.x.indices {
            let error = input.t[i] - (w * input.x[i] + b)
            ofW -= 2 / input.m * error * input.x[i]
            ofB -= 2 / input.m * error
          }
          (w, b) = (w - input.rate * ofW, b - input.rate * ofB)
        }
        return (w, b)
      },
      Answer("matrices, with a column of 1") { input in
        let x = Matrix(rows: input.x.count, columns: 2) { i, j in j == 0 ? input.x[i] : 1 }
        var weights = Matrix(rows: 2, columns: 1)
        for _ in 0..<input.updates {
          let loss = meanSquaredError(matmul(x, weights), target: Matrix(column: input.t))
          weights -= input.rate * matmul(x.transposed, loss.gradient)
        }
        return (weights[0, 0], weights[1, 0])
      },
      Answer("the means of x, t, x² and x t alone") { input in
        let (x, t) = (mean(input.x), mean(input.t))
        let (xx, xt) = (mean(input.x.map { $0 * $0 }), mean(zip(input.x, input.t).map { $0 * $1 }))
        return input.descended { line in
          (2 * (line.w * xx + line.b * x - xt), 2 * (line.w * x + line.b - t))
        }
      },
    ],
    misconceptions: mistakesOfFactors + mistakesOfOrder + mistakesOfGradients + mistakesOfStops)

  private typealias Mistake = Answer<LineInput, Line>

  /// Descent along another gradient.
  private static func along(
    _ diagnosis: String, _ gradient: @escaping @Sendable (LineInput, Line) -> Line
  ) -> Mistake {
    Mistake(diagnosis) { input in input.descended { gradient(input, $0) } }
  }

  /// The gradient with a factor for each of its two entries.
  private static func scaled(
    _ diagnosis: String, _ factors: @escaping @Sendable (LineInput) -> (Double, Double)
  ) -> Mistake {
    along(diagnosis) { input, line in
      let (g, (ofW, ofB)) = (input.gradient(line), factors(input))
      return (ofW * g.w, ofB * g.b)
    }
  }

  private static let mistakesOfFactors: [Mistake] = [
    scaled("You forgot the 2 of the square's derivative: the loss has no ½ that would cancel it.") { _ in (0.5, 0.5) },
    scaled("You took the sum over the examples: the loss is a mean, and so is its gradient.") { ($0.m, $0.m) },
    scaled("You took the sum over the examples, and forgot the 2: the gradient is 2 times a mean.") {
      ($0.m / 2, $0.m / 2)
    },
    scaled("You divided by m twice: once is the mean.") { (1 / $0.m, 1 / $0.m) },
    scaled("You went uphill: the gradient points to where the loss grows, so its multiple is subtracted.") { _ in
      (-1, -1)
    },
    scaled("You went uphill with b: its gradient is subtracted, too.") { _ in (1, -1) },
    scaled("You went uphill with w: its gradient is subtracted, too.") { _ in (-1, 1) },
    scaled("You forgot the 2 in the gradient of b: both have it.") { _ in (1, 0.5) },
    scaled("You forgot the 2 in the gradient of w: both have it.") { _ in (0.5, 1) },
    scaled("You forgot the mean in the gradient of b: both are divided by m.") { (1, $0.m) },
    scaled("You forgot the mean in the gradient of w: both are divided by m.") { ($0.m, 1) },
    scaled("You changed w alone: b has a gradient, too.") { _ in (1, 0) },
    scaled("You changed b alone: w has a gradient, too.") { _ in (0, 1) },
    scaled("You divided by m − 1: a mean is divided by m.") { ($0.m / ($0.m - 1), $0.m / ($0.m - 1)) },
    scaled("You divided by 2m: the loss has no ½, and so its gradient has 2/m.") { _ in (0.25, 0.25) },
    scaled("You doubled twice: the gradient has 2/m.") { _ in (2, 2) },
    scaled("You forgot the rate: each step is η times the gradient.") { (1 / $0.rate, 1 / $0.rate) },
    scaled("You forgot the rate of b: both steps are η times their gradient.") { (1, 1 / $0.rate) },
    scaled("You forgot the rate of w: both steps are η times their gradient.") { (1 / $0.rate, 1) },
  ]

  private static let mistakesOfOrder: [Mistake] = [
    along("You computed the gradient of b with the new w: compute both gradients first, then change both.") {
      input, line in
      let w = line.w - input.rate * input.gradient(line).w
      return (input.gradient(line).w, input.gradient((w, line.b)).b)
    },
    along("You computed the gradient of w with the new b: compute both gradients first, then change both.") {
      input, line in
      let b = line.b - input.rate * input.gradient(line).b
      return (input.gradient((line.w, b)).w, input.gradient(line).b)
    },
    Mistake("You changed w and b after each example: an update uses the gradient of the mean over all of them.") {
      input in
      var line: Line = (0, 0)
      for _ in 0..<input.updates {
        for (x, t) in zip(input.x, input.t) {
          let error = line.w * x + line.b - t
          line = (line.w - input.rate * 2 * error * x, line.b - input.rate * 2 * error)
        }
      }
      return line
    },
    Mistake(
      "You changed w and b after each example, by its part of the mean: an update uses one gradient, of all of them."
    ) { input in
      var line: Line = (0, 0)
      for _ in 0..<input.updates {
        for (x, t) in zip(input.x, input.t) {
          let error = line.w * x + line.b - t
          line = (line.w - input.rate * 2 * error * x / input.m, line.b - input.rate * 2 * error / input.m)
        }
      }
      return line
    },
    Mistake("You used one example for each update, in turn: here each update uses all of them.") { input in
      var line: Line = (0, 0)
      for k in 0..<input.updates {
        let i = k % input.x.count
        let error = line.w * input.x[i] + line.b - input.t[i]
        line = (line.w - input.rate * 2 * error * input.x[i], line.b - input.rate * 2 * error)
      }
      return line
    },
    Mistake("You computed the gradient once, at the start: it changes with w and b, so compute it for each update.") {
      input in
      let first = input.gradient((0, 0))
      return input.descended { _ in first }
    },
    Mistake("You exchanged w and b in the answer: w is the slope, b what the line has at x = 0.") { input in
      (input.right.b, input.right.w)
    },
    Mistake("You exchanged x and t: x is what the line starts from, t what it should reach.") { input in
      input.with(x: input.t, t: input.x).right
    },
  ]

  private static let mistakesOfGradients: [Mistake] = [
    along("You forgot x in the gradient of w: with w the error changes by x.") { input, line in
      (input.gradient(line).b, input.gradient(line).b)
    },
    along("You multiplied the gradient of b by x, too: with b the error changes by 1.") { input, line in
      (input.gradient(line).w, input.gradient(line).w)
    },
    along("You exchanged the gradients: that of w has the factor x.") { input, line in
      (input.gradient(line).b, input.gradient(line).w)
    },
    along("You multiplied the mean error by the mean of x: take the mean of the products.") { input, line in
      (input.gradient(line).b * mean(input.x), input.gradient(line).b)
    },
    along("You left b out of the errors: they are w x + b − t.") { input, line in input.gradient((line.w, 0)) },
    along("You left w out of the errors: they are w x + b − t.") { input, line in input.gradient((0, line.b)) },
    along("You subtracted b in the errors: they are w x + b − t.") { input, line in input.gradient((line.w, -line.b)) },
    along("You multiplied by t in the gradient of w: with w the error changes by x.") { input, line in
      (2 * zip(input.errors(line), input.t).map { $0 * $1 }.mean, input.gradient(line).b)
    },
    along(
      "You took the signs of the errors, as for the mean absolute error: here the loss is the mean of their squares."
    ) { input, line in
      let signs = input.errors(line).map { $0 > 0 ? 1.0 : $0 < 0 ? -1 : 0 }
      return (zip(signs, input.x).map { $0 * $1 }.mean, signs.mean)
    },
    along("You took the sizes of the errors: their signs say which way is downhill.") { input, line in
      let sizes = input.errors(line).map { abs($0) }
      return (2 * zip(sizes, input.x).map { $0 * $1 }.mean, 2 * sizes.mean)
    },
    along("You took the sizes of x in the gradient of w: it has x with its sign.") { input, line in
      (2 * zip(input.errors(line), input.x).map { $0 * abs($1) }.mean, input.gradient(line).b)
    },
    along("You squared the errors in the gradient: the derivative of e² is 2e.") { input, line in
      let squares = input.errors(line).map { $0 * $0 }
      return (2 * zip(squares, input.x).map { $0 * $1 }.mean, 2 * squares.mean)
    },
    along("You divided the gradient by its length: each step is η times the gradient itself.") { input, line in
      let g = input.gradient(line)
      let length = (g.w * g.w + g.b * g.b).squareRoot()
      return length == 0 ? g : (g.w / length, g.b / length)
    },
    along("You used the first example only: each update uses all of them.") { input, line in
      input.with(x: [input.x[0]], t: [input.t[0]]).gradient(line)
    },
    along("You left out the last example: each update uses all of them.") { input, line in
      let g = input.gradient(line)
      let error = input.errors(line).last!
      return (g.w - 2 * error * input.x.last! / input.m, g.b - 2 * error / input.m)
    },
    Mistake("You subtracted the mean of x first: the line is in x as it is given.") { input in
      input.with(x: input.x.map { $0 - mean(input.x) }).right
    },
    along("You shortened gradients longer than 1: each step is η times the gradient itself.") { input, line in
      let g = input.gradient(line)
      let length = max(1, (g.w * g.w + g.b * g.b).squareRoot())
      return (g.w / length, g.b / length)
    },
    along("You clipped the gradient at 1: each step is η times the gradient, however long.") { input, line in
      let g = input.gradient(line)
      return (min(1, max(-1, g.w)), min(1, max(-1, g.b)))
    },
  ]

  private static let mistakesOfStops: [Mistake] =
    [
      Mistake("You made one update too many.") { input in input.with(updates: input.updates + 1).right },
      Mistake("You made one update too few.") { input in input.with(updates: max(0, input.updates - 1)).right },
      Mistake("You made a single update: asked is the line after all of them.") { input in
        input.with(updates: min(1, input.updates)).right
      },
      Mistake("You made m updates for each that is asked: an update uses all examples at once.") { input in
        input.with(updates: input.updates * input.x.count).right
      },
      Mistake("You gave the last step: asked are w and b themselves.") { input in
        guard input.updates > 0 else { return (0, 0) }
        let g = input.gradient(input.with(updates: input.updates - 1).right)
        return (-input.rate * g.w, -input.rate * g.b)
      },
      Mistake("You gave the gradient at the end: asked are w and b.") { input in input.gradient(input.right) },
      Mistake("You solved for the best line: asked is where so many updates lead, whether they reach it or not.") {
        input in
        let (x, t) = (mean(input.x), mean(input.t))
        let w = zip(input.x, input.t).reduce(0) { $0 + ($1.0 - x) * ($1.1 - t) } / squares(input.x, around: x)
        return (w, t - w * x)
      },
      Mistake("You stopped where the loss rose: asked is where all the updates lead, even if they swing ever wider.") {
        input in
        var (line, least): (Line, Double) = ((0, 0), .infinity)
        for _ in 0..<input.updates {
          let loss = input.errors(line).map { $0 * $0 }.mean
          if loss > least { break }
          least = loss
          let g = input.gradient(line)
          line = (line.w - input.rate * g.w, line.b - input.rate * g.b)
        }
        return line
      },
      Mistake("You started at w = 1: both start at 0.") { input in input.descended(from: (1, 0)) { input.gradient($0) }
      },
      Mistake("You started at b = 1: both start at 0.") { input in input.descended(from: (0, 1)) { input.gradient($0) }
      },
      Mistake("You started at w = 1 and b = 1: both start at 0.") { input in
        input.descended(from: (1, 1)) { input.gradient($0) }
      },
      Mistake("You began with b at the mean of t: both start at 0.") { input in
        input.descended(from: (0, mean(input.t))) { input.gradient($0) }
      },
      Mistake("You kept the best line so far: asked is the last.") { input in
        var lines: [Line] = []
        lines.append(
          input.descended { line in
            lines.append(line)
            return input.gradient(line)
          })
        return lines.min { squares(input.errors($0), around: 0) < squares(input.errors($1), around: 0) }!
      },
      Mistake("You added momentum: an update is η times the gradient, and nothing of the update before.") { input in
        var (line, velocity): (Line, Line) = ((0, 0), (0, 0))
        for _ in 0..<input.updates {
          let g = input.gradient(line)
          velocity = (0.9 * velocity.w - input.rate * g.w, 0.9 * velocity.b - input.rate * g.b)
          line = (line.w + velocity.w, line.b + velocity.b)
        }
        return line
      },
      Mistake("You changed w and b in turn: each update changes both.") { input in
        var line: Line = (0, 0)
        for k in 0..<input.updates {
          let g = input.gradient(line)
          if k % 2 == 0 { line.w -= input.rate * g.w } else { line.b -= input.rate * g.b }
        }
        return line
      },
      Mistake("You let the rate shrink as 1/t: it is the same in each update.") { input in
        var line: Line = (0, 0)
        for k in 0..<input.updates {
          let (g, rate) = (input.gradient(line), input.rate / Double(k + 1))
          line = (line.w - rate * g.w, line.b - rate * g.b)
        }
        return line
      },
    ]
    + [0.1, 0.01, 0.001, 0.05].map { (fixed: Double) in
      Mistake("You took a fixed rate: it is `learningRate`, a parameter.") { $0.with(rate: fixed).right }
    }
    + [1e-2, 1e-3, 1e-4, 1e-6].map { (least: Double) in
      Mistake("You stopped where little changed: make all the updates that are asked.") { input in
        var line: Line = (0, 0)
        for _ in 0..<input.updates {
          let g = input.gradient(line)
          if abs(g.w) < least && abs(g.b) < least { break }
          line = (line.w - input.rate * g.w, line.b - input.rate * g.b)
        }
        return line
      }
    }
    + [10, 100, 1000].map { (fixed: Int) in
      Mistake("You made a fixed number of updates: it is `updates`, a parameter.") { $0.with(updates: fixed).right }
    }
}
