import Engine
import Testing

@Suite struct `a loss` {
  @Test func `of equal logits is the logarithm of the number of classes, and its gradient sums to zero`() {
    for z in [0, 1e3, -1e3, 1e308, -1e308] {
      let loss = softmaxCrossEntropy(Matrix(rows: 2, columns: 4, repeating: z), labels: [0, 3])
      #expect(abs(loss.value - 1.386_294_361_119_890_6) < 1e-15)
      #expect(loss.gradient == Matrix([[-0.375, 0.125, 0.125, 0.125], [0.125, 0.125, 0.125, -0.375]]))
    }
  }

  @Test func `of logits a thousand apart is a thousand, not infinite or nan`() {
    let loss = softmaxCrossEntropy(Matrix([[1e3, 0], [0, -1e3]]), labels: [1, 0])
    #expect(loss.value == 500)
    #expect(loss.gradient == Matrix([[0.5, -0.5], [0, 0]]))
    let certain = softmaxCrossEntropy(Matrix([[1e3, -1e3]]), labels: [0])
    #expect(certain.value == 0 && certain.gradient == Matrix([[0, 0]]))
  }

  @Test func `of the largest logits is exact, or infinite only where the true value is beyond a Double`() {
    let loss = softmaxCrossEntropy(Matrix([[1e308, 0, -1e308]]), labels: [1])
    #expect(loss.value == 1e308)
    #expect(loss.gradient == Matrix([[1, -1, 0]]))
    let beyond = softmaxCrossEntropy(Matrix([[1e308, 0, -1e308]]), labels: [2])
    #expect(beyond.value == .infinity)  // 2 · 10³⁰⁸
    #expect(beyond.gradient == Matrix([[1, 0, -1]]))
    #expect(softmax(Matrix([[1e308, 0, -1e308]])) == Matrix([[1, 0, 0]]))
  }

  @Test func `does not change when a constant is added to a row's logits, and softmax sums to one`() {
    var generator = Generator(seed: 1)
    let z = generator.normal(5, 4, deviation: 3)
    let moved = z.map { $0 + 64 }
    #expect(difference(softmax(z), softmax(moved)) < 1e-13)
    #expect(difference(softmax(z).transposed.columnSums, Matrix(rows: 1, columns: 5, repeating: 1)) < 1e-15)
  }

  @Test(arguments: [0, 1, 2])
  func `of a nan is nan, wherever it stands, and so is the whole row's gradient`(place: Int) {
    var z = Matrix([[1, 2, 3], [3, 2, 1]])
    z[1, place] = .nan
    let loss = softmaxCrossEntropy(z, labels: [0, 0])
    #expect(loss.value.isNaN)
    #expect(Matrix(row: loss.gradient.row(0)).isFinite)
    #expect(loss.gradient.row(1).filter(\.isNaN).count == 3)
    #expect(softmax(z).row(1).filter(\.isNaN).count == 3)
  }

  @Test func `of an infinite logit is nan, since ∞ − ∞ is; of −∞ it is that of an impossible class`() {
    #expect(softmaxCrossEntropy(Matrix([[.infinity, 0]]), labels: [0]).value.isNaN)
    #expect(softmax(Matrix([[-.infinity, 0, 0]])) == Matrix([[0, 0.5, 0.5]]))
    #expect(softmaxCrossEntropy(Matrix([[-.infinity, 0]]), labels: [0]).value == .infinity)
  }

  @Test func `by squares and by absolute values is the mean over all entries`() {
    let prediction = Matrix([[1, 2], [3, 4]])
    let target = Matrix([[1, 0], [6, 8]])
    let squared = meanSquaredError(prediction, target: target)
    #expect(squared.value == (0 + 4 + 9 + 16) / 4.0)
    #expect(squared.gradient == Matrix([[0, 1], [-1.5, -2]]))
    let absolute = meanAbsoluteError(prediction, target: target)
    #expect(absolute.value == (0 + 2 + 3 + 4) / 4.0)
    #expect(absolute.gradient == Matrix([[0, 0.25], [-0.25, -0.25]]))
  }

  @Test func `by squares and by absolute values does not lose a nan or an infinity`() {
    let target = Matrix([[0, 0]])
    for lose in [meanSquaredError, meanAbsoluteError] {
      let loss = lose(Matrix([[.nan, 1]]), target)
      #expect(loss.value.isNaN && loss.gradient[0, 0].isNaN && loss.gradient[0, 1] > 0)
      #expect(lose(Matrix([[-.infinity, 1]]), target).value == .infinity)
    }
    #expect(meanAbsoluteError(Matrix([[-.infinity, 1]]), target: target).gradient == Matrix([[-0.5, 0.5]]))
  }

  @Test func `of no examples is nan, as is their accuracy`() {
    let none = Matrix(rows: 0, columns: 3)
    for loss in [
      softmaxCrossEntropy(none, labels: []), meanSquaredError(none, target: none),
      meanAbsoluteError(none, target: none),
    ] {
      #expect(loss.value.isNaN && loss.gradient == none)
    }
    #expect(softmax(none) == none && accuracy(none, labels: []).isNaN)
  }

  @Test func `of one's own is a value and a gradient`() {
    let loss = Loss(value: 2.5, gradient: Matrix([[1, -1]]))
    #expect(loss.value == 2.5 && loss.gradient == Matrix([[1, -1]]))
  }

  @Test func `is not accuracy, which counts the rows whose greatest entry, the first among equals, is the label`() {
    let scores = Matrix([[1, 3, 2], [5, 5, 0], [5, 5, 0], [-1, -2, -3]])
    #expect(accuracy(scores, labels: [1, 0, 1, 0]) == 0.75)
    #expect(accuracy(scores, labels: [0, 2, 2, 2]) == 0)
  }

  @Test(arguments: [0, 1, 2])
  func `that is nan has no accuracy: a row with a nan is never right`(label: Int) {
    for place in 0..<3 {
      var scores = Matrix([[1, 1, 1]])
      scores[0, label] = 2
      #expect(accuracy(scores, labels: [label]) == 1)
      scores[0, place] = .nan
      #expect(accuracy(scores, labels: [label]) == 0, "a nan at place \(place)")
    }
  }
}
