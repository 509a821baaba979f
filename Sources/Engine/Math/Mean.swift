extension Collection<Double> {
  /// The sum divided by the count, as in `[1, 2, 6].mean`; nan of nothing.
  ///
  /// The sum goes from the first to the last: numbers near 10⁶ keep some ten digits. ``Matrix/columnMeans`` does better.
  public var mean: Double { (withContiguousStorageIfAvailable { $0.reduce(0, +) } ?? reduce(0, +)) / Double(count) }
}
