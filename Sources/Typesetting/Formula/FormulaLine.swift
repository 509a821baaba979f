/// The form on one line is put together from lines that know where they may be broken.
extension Formula {
  /// How good a place in a line is for breaking it; less is better.
  ///
  ///     rank   a break
  ///     0      before a relation, or where a wide gap or an environment's row sets equations apart
  ///     1      before a sum's or product's sign, or after a comma
  ///     2      at any other gap
  ///     + 3    for each pair of brackets around it; a denominator counts as one
  enum Rank {
    static let relation = 0
    static let operation = 1
    static let gap = 2
    static let deeper = 3
  }

  /// A line of text that knows where it may be broken.
  struct Line {
    var text = ""
    /// Places counted in characters, with their ranks.
    var breaks: [(offset: Int, rank: Int)] = []

    init(_ text: String = "") { self.text = text }

    mutating func append(_ other: Line, deeper: Int = 0) {
      let shift = text.count
      breaks += other.breaks.map { ($0.offset + shift, $0.rank + deeper) }
      text += other.text
    }

    /// Appends a gap, at which the line may be broken if it has a rank.
    mutating func appendGap(_ columns: Int, rank: Int?) {
      if let rank, columns > 0 { breaks.append((text.count, rank)) }
      text += String(repeating: " ", count: columns)
    }

    func wrapped(_ left: String, _ right: String) -> Line {
      var line = Line(left)
      line.append(self, deeper: Rank.deeper)
      line.text += right
      return line
    }
  }
}
