import Dispatch
import Engine
import Synchronization

/// What `body` gives for 0 ..< count, computed on all cores, in their order.
///
/// The same whatever the number of cores is, if `body` draws from nothing that the calls share.
public func inParallel<Result: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) -> Result) -> [Result] {
  let results = Mutex([Result?](repeating: nil, count: count))
  DispatchQueue.concurrentPerform(iterations: count) { i in
    let result = Threads.$limit.withValue(1) { body(i) }
    results.withLock { $0[i] = result }
  }
  return results.withLock { $0.map { $0! } }
}
