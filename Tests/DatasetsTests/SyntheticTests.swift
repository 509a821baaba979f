import Datasets
import Engine
import Testing

@Suite struct `Two moons` {
  @Test func `without noise, every point lies on the half circle of its class`() {
    var generator = Generator(seed: 1)
    let moons = Dataset.twoMoons(count: 501, noise: 0, using: &generator)
    #expect(moons.classCounts == [251, 250])
    for (i, label) in moons.labels.enumerated() {
      let (x, y) = (moons.inputs[i, 0], moons.inputs[i, 1])
      let (dx, dy) = label == 0 ? (x, y) : (x - 1, y - 0.5)
      #expect(abs(dx * dx + dy * dy - 1) < 1e-14)
      #expect(label == 0 ? dy >= 0 : dy <= 0)
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `points are spread evenly along each half circle`(seed: UInt64) {
    // The mean of x over a half circle is that of its centre, with variance ½; the mean of |dy| is 2/π, with
    // variance ½ − 4/π². Four standard errors of 1000 points.
    var generator = Generator(seed: seed)
    let moons = Dataset.twoMoons(count: 2000, noise: 0, using: &generator)
    for c in 0..<2 {
      let own = (0..<2000).filter { moons.labels[$0] == c }
      let x = own.reduce(0) { $0 + moons.inputs[$1, 0] } / 1000
      let dy = own.reduce(0) { $0 + abs(moons.inputs[$1, 1] - 0.5 * Double(c)) } / 1000
      let meanHeight = 2 / Double.pi
      let errorOfX = (0.5 / 1000).squareRoot()
      let errorOfHeight = ((0.5 - meanHeight * meanHeight) / 1000).squareRoot()
      #expect(abs(x - Double(c)) < 4 * errorOfX)
      #expect(abs(dy - meanHeight) < 4 * errorOfHeight)
    }
  }

  @Test(arguments: [0.05, 0.2])
  func `noise moves the same points by its standard deviation`(noise: Double) {
    var clean = Generator(seed: 7)
    var noisy = Generator(seed: 7)
    let n = 4000
    let a = Dataset.twoMoons(count: n / 2, noise: 0, using: &clean)
    let b = Dataset.twoMoons(count: n / 2, noise: noise, using: &noisy)
    let moved = zip(a.inputs.elements, b.inputs.elements).map { $1 - $0 }
    let mean = moved.reduce(0, +) / Double(n)
    let deviation = (moved.reduce(0) { $0 + $1 * $1 } / Double(n)).squareRoot()
    #expect(abs(mean) < 4 * noise / Double(n).squareRoot())
    #expect(abs(deviation - noise) < 4 * noise / Double(2 * n).squareRoot())
  }
}

@Suite struct `Rings` {
  @Test func `without noise, every point lies on the circle of its class`() {
    var generator = Generator(seed: 1)
    let rings = Dataset.rings(count: 501, noise: 0, using: &generator)
    #expect(rings.classCounts == [251, 250])
    for (i, label) in rings.labels.enumerated() {
      #expect(label == i % 2)
      let (x, y) = (rings.inputs[i, 0], rings.inputs[i, 1])
      #expect(abs((x * x + y * y).squareRoot() - (label == 0 ? 0.5 : 1)) < 1e-14)
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `points are spread evenly around each circle`(seed: UInt64) {
    // Over a circle of radius r, x, y, x y and x² − y² have the mean 0. x and y have the variance r²/2; x y has r⁴/8, and
    // x² − y² has r⁴/2. Four standard errors of 1000 points.
    var generator = Generator(seed: seed)
    let rings = Dataset.rings(count: 2000, noise: 0, using: &generator)
    for c in 0..<2 {
      let r = c == 0 ? 0.5 : 1
      let own = (0..<2000).filter { rings.labels[$0] == c }
      func mean(_ value: (Double, Double) -> Double) -> Double {
        own.reduce(0) { $0 + value(rings.inputs[$1, 0], rings.inputs[$1, 1]) } / 1000
      }
      #expect(abs(mean { x, _ in x }) < 4 * r * (0.5 / 1000).squareRoot())
      #expect(abs(mean { _, y in y }) < 4 * r * (0.5 / 1000).squareRoot())
      #expect(abs(mean { $0 * $1 }) < 4 * r * r * (0.125 / 1000).squareRoot())
      #expect(abs(mean { $0 * $0 - $1 * $1 }) < 4 * r * r * (0.5 / 1000).squareRoot())
    }
  }

  @Test(arguments: [0.05, 0.2])
  func `noise has its standard deviation, in both coordinates and both classes`(noise: Double) {
    // E[x²] = r²/2 + noise². Of n points, the mean of x² has the variance (r⁴/8 + 2 r² noise² + 2 noise⁴)/n.
    var generator = Generator(seed: 7)
    let n = 4000
    let rings = Dataset.rings(count: 2 * n, noise: noise, using: &generator)
    for c in 0..<2 {
      for j in 0..<2 {
        let r = c == 0 ? 0.5 : 1
        let own = (0..<2 * n).filter { rings.labels[$0] == c }
        let meanSquare = own.reduce(0) { $0 + rings.inputs[$1, j] * rings.inputs[$1, j] } / Double(n)
        let variance = r * r * r * r / 8 + 2 * r * r * noise * noise + 2 * noise * noise * noise * noise
        #expect(abs(meanSquare - r * r / 2 - noise * noise) < 4 * (variance / Double(n)).squareRoot())
      }
    }
    // Along the radius the noise is seen alone: its standard deviation is that of the distance from the origin, up to
    // noise² / 2r, the mean of what the noise across adds.
    let distances = (0..<2 * n).filter { rings.labels[$0] == 1 }.map {
      (rings.inputs[$0, 0] * rings.inputs[$0, 0] + rings.inputs[$0, 1] * rings.inputs[$0, 1]).squareRoot()
    }
    let mean = distances.reduce(0, +) / Double(n)
    let spread = (distances.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(n)).squareRoot()
    #expect(abs(mean - 1) < noise * noise / 2 + 4 * noise / Double(n).squareRoot())
    #expect(abs(spread - noise) < noise * noise / 2 + 4 * noise / Double(2 * n).squareRoot())
  }

  @Test func `of no points are none`() {
    var generator = Generator(seed: 1)
    #expect(Dataset.rings(count: 0, noise: 0.1, using: &generator).inputs.shape == Matrix(rows: 0, columns: 2).shape)
  }
}

@Suite struct `Blobs` {
  let centers = Matrix([[-2, 0, 5], [3, 1, 5], [0, -4, 100]])

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `means and deviations are as asked, within four standard errors`(seed: UInt64) {
    var generator = Generator(seed: seed)
    let (n, deviation) = (2000, 0.7)
    let blobs = Dataset.blobs(count: 3 * n, centers: centers, standardDeviation: deviation, using: &generator)
    #expect(blobs.classCounts == [n, n, n])
    for c in 0..<3 {
      for j in 0..<3 {
        let values = (0..<3 * n).filter { blobs.labels[$0] == c }.map { blobs.inputs[$0, j] }
        let mean = values.reduce(0, +) / Double(n)
        let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(n)).squareRoot()
        #expect(abs(mean - centers[c, j]) < 4 * deviation / Double(n).squareRoot())
        #expect(abs(spread - deviation) < 4 * deviation / Double(2 * n).squareRoot())
      }
    }
  }

  @Test func `features are independent of each other`() {
    // The correlation of n independent normal pairs has standard error 1/√n.
    var generator = Generator(seed: 4)
    let n = 4000
    let blob = Dataset.blobs(
      count: n, centers: Matrix(row: [0, 0]), standardDeviation: 1, using: &generator)
    let covariance = (0..<n).reduce(0) { $0 + blob.inputs[$1, 0] * blob.inputs[$1, 1] } / Double(n)
    #expect(abs(covariance) < 4 / Double(n).squareRoot())
  }

  @Test func `without spread every point is its centre, and classes take turns`() {
    var generator = Generator(seed: 5)
    let blobs = Dataset.blobs(count: 4, centers: centers, standardDeviation: 0, using: &generator)
    #expect(blobs.labels == [0, 1, 2, 0])
    #expect(blobs.inputs == centers.selectingRows([0, 1, 2, 0]))
  }

  @Test func `the same seed draws the same points`() {
    var (one, other) = (Generator(seed: 6), Generator(seed: 6))
    let first = Dataset.blobs(count: 9, centers: centers, standardDeviation: 1, using: &one)
    #expect(first == Dataset.blobs(count: 9, centers: centers, standardDeviation: 1, using: &other))
    #expect(first != Dataset.blobs(count: 9, centers: centers, standardDeviation: 1, using: &one))
  }
}
