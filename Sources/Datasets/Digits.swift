import Engine

/// 1 797 handwritten digits of 8 × 8 pixels: the course's real data, shipped with it.
///
///     let digits = try Digits.load()
///     digits.training.inputs.shape    // 1197 × 64
///     digits.training.labels[0]       // the digit that row 0 shows
///
/// A picture is one row, pixel (x, y) in column 8y + x. Thirteen people wrote the digits on forms; each grey level,
/// 0–16, counts the inked points in a 4 × 4 square of the scan.
///
/// ## The split
///
///     class        0    1    2    3    4    5    6    7    8    9    all
///     training   118  122  117  123  121  122  121  119  114  120   1197
///     validation  30   30   30   30   30   30   30   30   30   30    300
///     test        30   30   30   30   30   30   30   30   30   30    300
///
/// It is the same in every run. All examples are shuffled once, by `Generator(seed: 1998)`. Of each class, the first
/// 30 in that order are for the test, the next 30 for validation and the others for training. So each part is in random
/// order, guessing scores exactly 10 % on validation and test, and a prefix of the training part is a random sample of
/// it. The file does not say who wrote what, so the test measures new *digits*, and perhaps not new *writers*.
///
/// Source: E. Alpaydin, C. Kaynak, *Optical Recognition of Handwritten Digits* (1998), doi 10.24432/C50P49, test part;
/// CC BY 4.0. See NOTICE.
public enum Digits {
  /// The number of pixels along an edge of a picture.
  public static let side = 8

  /// Loads the digits in their fixed split, with grey levels scaled from 0–16 to 0–1.
  ///
  /// Throws a ``DatasetError`` if `digits.bin` is missing or damaged.
  public static func load() throws(DatasetError) -> Split { try load(.shippedDigits()) }

  static func load(_ file: DataFile) throws(DatasetError) -> Split {
    let examples = try PackedDigits(file)
    let parts = split(examples.labels)
    func part(_ indices: [Int]) -> Dataset {
      var pixels: [Double] = []
      pixels.reserveCapacity(indices.count * side * side)
      for i in indices {
        for grey in examples.pictures[i] { pixels.append(Double(grey) / 16) }
      }
      return Dataset(
        inputs: Matrix(rows: indices.count, columns: side * side, elements: pixels),
        labels: indices.map { examples.labels[$0] }, classes: 10)
    }
    return Split(training: part(parts.training), validation: part(parts.validation), test: part(parts.test))
  }

  /// Which examples, by their place in the file, belong to which part.
  static func split(_ labels: [Int]) -> (training: [Int], validation: [Int], test: [Int]) {
    let perClass = 30
    var generator = Generator(seed: 1998)
    var seen = [Int](repeating: 0, count: 10)
    var parts = (training: [Int](), validation: [Int](), test: [Int]())
    for i in generator.permutation(of: labels.count) {
      switch seen[labels[i]] {
      case ..<perClass: parts.test.append(i)
      case ..<(2 * perClass): parts.validation.append(i)
      default: parts.training.append(i)
      }
      seen[labels[i]] += 1
    }
    return parts
  }
}
