import Engine
import Testing

@testable import Datasets

@Suite struct `MNIST files` {
  @Test func `pictures and labels come out as they were written, in three parts`() throws {
    try withTemporaryDirectory { directory in
      try MNISTFiles(train: 13, test: 5).write(to: directory)
      let mnist = try MNIST.load(directory: directory)
      #expect(mnist.training.count == 11)
      #expect(mnist.validation.count == 2)
      #expect(mnist.test.count == 5)
      for (part, first) in [(mnist.training, 0), (mnist.validation, 11), (mnist.test, 0)] {
        #expect(part.classes == 10)
        #expect(part.features == 784)
        #expect(part.labels == (first..<first + part.count).map { $0 % 10 })
        for i in 0..<part.count {
          #expect(part.inputs.row(i) == (0..<784).map { Double(MNISTFiles.pixel($0, of: first + i)) / 255 })
        }
      }
    }
  }

  @Test func `names with a dot are read as well`() throws {
    try withTemporaryDirectory { directory in
      try MNISTFiles().write(to: directory)
      let dashed = try MNIST.load(directory: directory)
      for name in ["train-images", "train-labels", "t10k-images", "t10k-labels"] {
        let suffix = name.hasSuffix("images") ? "idx3-ubyte" : "idx1-ubyte"
        try rename("\(directory)/\(name)-\(suffix)", to: "\(directory)/\(name).\(suffix)")
      }
      #expect(try MNIST.load(directory: directory) == dashed)
    }
  }

  @Test func `a directory that is not there, or is none, is named`() throws {
    try withTemporaryDirectory { directory in
      let line = problem { _ = try MNIST.load(directory: directory + "/no\nwhere") }
      #expect(line == "MNIST: there is no directory \"\(directory)/no\\nwhere\"")
      try write([], to: directory + "/file")
      #expect(
        problem { _ = try MNIST.load(directory: directory + "/file") }
          == "MNIST: \"\(directory)/file\" is not a directory; give the one that holds the IDX files")
    }
  }

  @Test func `a missing file, a compressed one and a directory in its place are told apart`() throws {
    try withTemporaryDirectory { directory in
      try MNISTFiles().write(to: directory)
      let name = "t10k-labels-idx1-ubyte"
      let path = "\(directory)/\(name)"
      try remove(path)
      #expect(
        problem { _ = try MNIST.load(directory: directory) }
          == "MNIST: there is no \(name) (nor t10k-labels.idx1-ubyte) in \"\(directory)\"")
      try write([0x1F, 0x8B, 8], to: path + ".gz")
      #expect(
        problem { _ = try MNIST.load(directory: directory) }
          == "MNIST: \"\(path).gz\" is compressed; gunzip it first")
      try write([0x1F, 0x8B, 8, 0], to: path)
      #expect(
        problem { _ = try MNIST.load(directory: directory) } == "MNIST: \"\(path)\" is compressed; gunzip it first")
      try remove(path)
      try makeDirectory(path)
      #expect(
        problem { _ = try MNIST.load(directory: directory) }
          == "MNIST: \"\(path)\" is a directory; it should be a file")
    }
  }

  /// A way to spoil one file, and what should be said of it.
  struct Spoiled: CustomTestStringConvertible, Sendable {
    let file: String
    let line: String
    let spoil: @Sendable (inout [UInt8]) -> Void
    var testDescription: String { line }

    init(_ file: String, _ line: String, _ spoil: @escaping @Sendable (inout [UInt8]) -> Void) {
      self.file = file
      self.line = line
      self.spoil = spoil
    }

    static func header(_ file: String, _ line: String, _ numbers: [UInt32]) -> Spoiled {
      Spoiled(file, line) { $0.replaceSubrange(0..<4 * numbers.count, with: MNISTFiles.bigEndian(numbers)) }
    }
  }

  static let images = "train-images-idx3-ubyte"
  static let labels = "t10k-labels-idx1-ubyte"

  @Test(arguments: [
    Spoiled.header(
      images, "starts with 0x00000801, as files of labels do; a file of images starts with 0x00000803", [0x801]),
    .header(labels, "starts with 0x00000803, as files of images do; a file of labels starts with 0x00000801", [0x803]),
    .header(images, "starts with 0x00000D03; a file of images starts with 0x00000803", [0xD03]),
    .header(images, "starts with 0x03080000; a file of images starts with 0x00000803", [0x0308_0000]),
    .header(images, "holds no images; it should hold at least 1", [0x803, 0, 28, 28]),
    .header(labels, "holds no labels; it should hold at least 1", [0x801, 0]),
    .header(images, "holds images of 14 × 56 pixels; those of MNIST have 28 × 28", [0x803, 12, 14, 56]),
    .header(
      images, "holds images of 4294967295 × 4294967295 pixels; those of MNIST have 28 × 28",
      [0x803, 0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF]),
    .header(
      images,
      "is cut short: it has 9424 bytes; its header says 4294967295 images, which take 3367254359296",
      [0x803, 0xFFFF_FFFF, 28, 28]),
    .header(
      labels, "is cut short: it has 13 bytes; its header says 4294967295 labels, which take 4294967303",
      [0x801, 0xFFFF_FFFF]),
    .header(images, "is too long: it has 9424 bytes; its header says 11 images, which take 8640", [0x803, 11]),
    Spoiled(images, "is cut short: it has 9423 bytes; its header says 12 images, which take 9424") { $0.removeLast() },
    Spoiled(images, "is too long: it has 9425 bytes; its header says 12 images, which take 9424") { $0.append(0) },
    Spoiled(labels, "is too long: it has 14 bytes; its header says 5 labels, which take 13") { $0.append(0) },
    Spoiled(images, "has 0 bytes; a file of images starts with a header of 16") { $0 = [] },
    Spoiled(labels, "has 7 bytes; a file of labels starts with a header of 8") { $0 = Array($0[..<7]) },
    Spoiled(labels, "has label 10 at place 3; labels are 0–9") { $0[8 + 3] = 10 },
    Spoiled(labels, "has label 255 at place 0; labels are 0–9") { $0[8] = 255 },
  ])
  func `a malformed file is named, with what was found and what is right`(_ spoiled: Spoiled) throws {
    try withTemporaryDirectory { directory in
      var files = MNISTFiles()
      spoiled.spoil(&files.bytes[spoiled.file]!)
      try files.write(to: directory)
      let line = problem { _ = try MNIST.load(directory: directory) }
      #expect(line == "MNIST: \"\(directory)/\(spoiled.file)\" \(spoiled.line)")
    }
  }

  @Test(arguments: ["train", "t10k"], [4, 6])
  func `labels have to be as many as images, neither fewer nor more`(part: String, labels: Int) throws {
    try withTemporaryDirectory { directory in
      var files = MNISTFiles(train: 5, test: 5)
      let (name, images) = ("\(part)-labels-idx1-ubyte", "\(part)-images-idx3-ubyte")
      files.bytes[name] = MNISTFiles(train: labels, test: labels).bytes[name]
      try files.write(to: directory)
      #expect(
        problem { _ = try MNIST.load(directory: directory) }
          == "MNIST: \"\(directory)/\(name)\" holds \(labels) labels for the 5 images in "
          + "\"\(directory)/\(images)\"; there should be one for each")
    }
  }

  @Test(arguments: [(2, 1), (5, 1), (6, 1), (11, 1), (12, 2), (17, 2), (18, 3), (30, 5)])
  func `a sixth of the training images, rounded down but at least one, is for validation`(count: Int, sixth: Int) throws
  {
    try withTemporaryDirectory { directory in
      try MNISTFiles(train: count, test: 1).write(to: directory)
      let mnist = try MNIST.load(directory: directory)
      #expect(mnist.training.count == count - sixth && mnist.validation.count == sixth && mnist.test.count == 1)
    }
  }

  @Test func `one image cannot be for training and validation both`() throws {
    try withTemporaryDirectory { directory in
      try MNISTFiles(train: 1, test: 1).write(to: directory)
      #expect(
        problem { _ = try MNIST.load(directory: directory) }
          == "MNIST: \"\(directory)/\(Self.images)\" holds 1 image; "
          + "it should hold at least 2, for training and validation")
    }
  }
}

@Suite struct `MNIST files, spoiled at random` {
  static let names = MNISTFiles().bytes.keys.sorted()

  /// Loads after writing `bytes` as `name`; the outcome may be success or one line, never a trap.
  private func outcome(_ bytes: [UInt8], as name: String, in directory: String) throws -> String? {
    try write(bytes, to: "\(directory)/\(name)")
    let line = problem { _ = try MNIST.load(directory: directory) }
    if let line {
      #expect(line.hasPrefix("MNIST: \"") && line.contains(name) && !line.contains("\n"), "\(line)")
    }
    return line
  }

  @Test(arguments: names) func `every truncation is refused`(name: String) throws {
    try withTemporaryDirectory { directory in
      let files = MNISTFiles(train: 2, test: 1)
      try files.write(to: directory)
      for size in 0..<files.bytes[name]!.count {
        #expect(try outcome(Array(files.bytes[name]!.prefix(size)), as: name, in: directory) != nil, "\(size) bytes")
      }
    }
  }

  @Test(arguments: names) func `a header with one bit flipped, or one whole byte, is refused`(name: String) throws {
    try withTemporaryDirectory { directory in
      let files = MNISTFiles(train: 2, test: 1)
      try files.write(to: directory)
      for at in 0..<(name.contains("images") ? 16 : 8) {
        for mask in [1, 2, 4, 8, 16, 32, 64, 128, 255] as [UInt8] {
          var bytes = files.bytes[name]!
          bytes[at] ^= mask
          #expect(try outcome(bytes, as: name, in: directory) != nil, "byte \(at) ^ \(mask)")
        }
      }
    }
  }

  @Test(arguments: names) func `changes anywhere end in data or in one line`(name: String) throws {
    try withTemporaryDirectory { directory in
      let files = MNISTFiles(train: 2, test: 1)
      try files.write(to: directory)
      var generator = Generator(seed: 28)
      for _ in 0..<300 {
        var bytes = files.bytes[name]!
        for _ in 0...generator.integer(below: 3) {
          bytes[generator.integer(below: bytes.count)] = UInt8(generator.integer(below: 256))
        }
        if generator.integer(below: 4) == 0 { bytes.removeLast(generator.integer(below: bytes.count)) }
        _ = try outcome(bytes, as: name, in: directory)
      }
    }
  }
}
