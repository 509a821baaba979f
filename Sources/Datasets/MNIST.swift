import Engine

/// 70 000 handwritten digits of 28 × 28 pixels, read from the four files that the reader has.
///
///     let mnist = try MNIST.load(directory: "data/mnist")
///     mnist.training.inputs.shape    // 50000 × 784
///
/// The files are not part of the course. In memory they take 8 bytes per pixel: about 440 MB.
///
/// The test set is the `t10k` files. The last sixth of the `train` files, in their order, is for validation: with
/// the published files 50 000 examples for training, 10 000 for validation and 10 000 for the test.
/// Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, *Gradient-Based Learning Applied to Document Recognition*
/// (Proceedings of the IEEE, 1998), section III.
public enum MNIST {
  /// The number of pixels along an edge of a picture.
  public static let side = 28

  /// Loads the files in `directory`, with grey levels scaled from 0–255 to 0–1.
  ///
  /// They are named `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, `t10k-images-idx3-ubyte` and
  /// `t10k-labels-idx1-ubyte`, or with a dot, `train-images.idx3-ubyte`. Throws a ``DatasetError`` that names the file
  /// if one is missing, compressed, malformed, cut short or too long, or does not match its partner.
  public static func load(directory: String) throws(DatasetError) -> Split {
    switch DataFile.kind(at: directory) {
    case .directory: break
    case .nothing: throw DatasetError("MNIST", "there is no directory \(quoted(directory))")
    case .file, .other:
      throw DatasetError("MNIST", "\(quoted(directory)) is not a directory; give the one that holds the IDX files")
    }
    let train = try Examples(in: directory, part: "train")
    let test = try Examples(in: directory, part: "t10k")
    guard train.count > 1 else {
      throw DatasetError(
        "MNIST", "\(quoted(train.imagesPath)) holds 1 image; it should hold at least 2, for training and validation")
    }
    let forTraining = train.count - max(1, train.count / 6)
    return Split(
      training: train.dataset(0..<forTraining),
      validation: train.dataset(forTraining..<train.count),
      test: test.dataset(0..<test.count))
  }

  /// One pair of files: images and their labels, as bytes.
  private struct Examples {
    let imagesPath: String
    private let pixels: ArraySlice<UInt8>
    private let labels: [Int]

    var count: Int { labels.count }

    init(in directory: String, part: String) throws(DatasetError) {
      // Both headers are checked before the long reads.
      let images = try MNIST.file("\(part)-images", "idx3-ubyte", in: directory)
      let imagesHeader = try IDXHeader(of: images, content: .images, side: MNIST.side)
      let labels = try MNIST.file("\(part)-labels", "idx1-ubyte", in: directory)
      let labelsHeader = try IDXHeader(of: labels, content: .labels, side: MNIST.side)
      guard labelsHeader.count == imagesHeader.count else {
        throw DatasetError(
          "MNIST",
          "\(quoted(labels.path)) holds \(labelsHeader.count) labels for the \(imagesHeader.count) images in "
            + "\(quoted(images.path)); there should be one for each")
      }
      self.labels = try labels.bytes(upTo: labels.size).dropFirst(labelsHeader.size).map(Int.init)
      if let (i, label) = self.labels.enumerated().first(where: { $0.element > 9 }) {
        throw DatasetError("MNIST", "\(quoted(labels.path)) has label \(label) at place \(i); labels are 0–9")
      }
      pixels = try images.bytes(upTo: images.size).dropFirst(imagesHeader.size)
      imagesPath = images.path
    }

    func dataset(_ range: Range<Int>) -> Dataset {
      let size = MNIST.side * MNIST.side
      let scaled = (0...255).map { Double($0) / 255 }
      let start = pixels.startIndex
      let elements = pixels[start + range.lowerBound * size..<start + range.upperBound * size].map { scaled[Int($0)] }
      return Dataset(
        inputs: Matrix(rows: range.count, columns: size, elements: elements), labels: Array(labels[range]), classes: 10)
    }
  }

  /// The file in `directory` called `name-suffix` or `name.suffix`.
  private static func file(_ name: String, _ suffix: String, in directory: String) throws(DatasetError) -> DataFile {
    let dashed = "\(directory)/\(name)-\(suffix)"
    let dotted = "\(directory)/\(name).\(suffix)"
    for path in [dashed, dotted] where DataFile.kind(at: path) != .nothing { return try DataFile(path, for: "MNIST") }
    for path in [dashed, dotted] where DataFile.kind(at: path + ".gz") != .nothing {
      throw DatasetError("MNIST", "\(quoted(path + ".gz")) is compressed; gunzip it first")
    }
    throw DatasetError("MNIST", "there is no \(name)-\(suffix) (nor \(name).\(suffix)) in \(quoted(directory))")
  }
}
