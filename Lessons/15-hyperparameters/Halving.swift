/// Successive halving, or thirding: all trials get a few epochs, and only the best go on.
///
/// - Parameters:
///   - curves: the loss of each trial at the end of each rung.
///   - factor: how many trials there are for one that goes on.
/// - Returns: which trials took part in each rung, the best of the last one alone.
func successiveHalving(_ curves: [[Double]], factor: Int) -> [[Int]] {
  var rungs = [Array(curves.indices)]
  while let last = rungs.last, last.count > 1 {
    let rung = rungs.count - 1
    let order = last.sorted { (curves[$0][rung], $0) < (curves[$1][rung], $1) }
    rungs.append(Array(order.prefix(max(1, last.count / factor))))
  }
  return rungs
}
