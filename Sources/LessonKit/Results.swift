/// What came out for each of some rules, rates or layers, in their order, and looked up by name.
///
///     let losses = Results([0.01, 0.1, 1]) { rate in trained(rate: rate).last }
///     losses[0.1]                                                        // and never losses[1]
///     lesson.table(["rate", "loss"], losses.map { rate, loss in ["\(rate)", loss.text(.fixed(2))] })
public struct Results<Key: Equatable, Value>: Sequence {
  public let keys: [Key]
  /// In the order of `keys`.
  public let values: [Value]

  /// Computes the value of every key, from the first to the last.
  public init(_ keys: some Sequence<Key>, _ value: (Key) throws -> Value) rethrows {
    let pairs = try keys.map { ($0, try value($0)) }
    self.keys = pairs.map(\.0)
    values = pairs.map(\.1)
  }

  public subscript(key: Key) -> Value {
    guard let place = keys.firstIndex(of: key) else {
      preconditionFailure("no result for \(key); there are those for \(keys)")
    }
    return values[place]
  }

  public func makeIterator() -> Zip2Sequence<[Key], [Value]>.Iterator { zip(keys, values).makeIterator() }
}
