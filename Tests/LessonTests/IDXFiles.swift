import Datasets
import Engine

/// Files in MNIST's format with the shipped digits in them, enlarged to 28 × 28.
struct IDXFiles {
  private let files: [String: [UInt8]]

  init(train: Int = 240, test: Int = 40) throws {
    let digits = try Digits.load()
    var files: [String: [UInt8]] = [:]
    for (name, dataset, count) in [("train", digits.training, train), ("t10k", digits.test, test)] {
      var pixels: [UInt8] = []
      for example in 0..<count {
        for row in 0..<28 {
          for column in 0..<28 {
            pixels.append(UInt8(255 * dataset.inputs[example, row * 8 / 28 * 8 + column * 8 / 28]))
          }
        }
      }
      files["\(name)-images-idx3-ubyte"] = Self.bigEndian([0x803, count, 28, 28]) + pixels
      files["\(name)-labels-idx1-ubyte"] =
        Self.bigEndian([0x801, count]) + dataset.labels.prefix(count).map(UInt8.init)
    }
    self.files = files
  }

  func write(to folder: TemporaryFolder) throws {
    for (name, bytes) in files { folder.file(name, bytes) }
  }

  /// One file spoilt in each of several ways: its magic number, its end, its count, its size.
  var spoilt: [(name: String, bytes: [UInt8])] {
    let images = "train-images-idx3-ubyte"
    let labels = "t10k-labels-idx1-ubyte"
    let pixels = files[images]!
    return [
      (images, Self.bigEndian([0x801]) + pixels.dropFirst(4)), (images, Array(pixels.dropLast(1))), (images, []),
      (images, Self.bigEndian([0x803, 0xFFFF_FFFF, 0xFFFF, 0xFFFF])),
      (labels, Self.bigEndian([0x801, 3, 0x01_02_03_00]).dropLast()),
    ]
  }

  private static func bigEndian(_ numbers: [Int]) -> [UInt8] {
    numbers.flatMap { number in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }
  }
}
