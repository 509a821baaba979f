import Engine

/// Small grey images with the range of their values settled.
struct ImageSheet: Drawing {
  let title: String
  let images: [Matrix]
  let labels: [String]
  let columns: Int
  let range: ClosedRange<Double>

  init(title: String, images: [Matrix], labels: [String], columns: Int, range: ClosedRange<Double>?) {
    self.title = title
    self.images = images
    self.labels = labels
    self.columns = max(1, columns)
    var extent = Extent(range) ?? Extent()
    if extent.isEmpty {
      extent.include(0)
      for image in images { extent.include(Extent(of: image.elements)) }
    }
    self.range = extent.low < extent.high ? extent.low...extent.high : extent.low...extent.low + max(1, abs(extent.low))
  }

  /// The ink of a value, from 0 for paper to 1; `nil` if it is not finite.
  func ink(_ value: Double) -> Double? {
    guard Extent.isDrawable(value) else { return nil }
    return min(1, max(0, (value - range.lowerBound) / (range.upperBound - range.lowerBound)))
  }

  /// The label of an image; empty if there are fewer labels than images.
  func label(_ index: Int) -> String { labels.indices.contains(index) ? labels[index] : "" }

  /// Whether some value of some image is not finite.
  var hasHoles: Bool { images.contains { $0.elements.contains { !Extent.isDrawable($0) } } }
}
