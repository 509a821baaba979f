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
