/// Where training stops when it waits `patience` epochs for a loss below the lowest so far.
///
/// Both are epochs, from 0: the one whose weights are kept, and the one that gave up.
/// A loss as low as the lowest, or nan, is not below it.
func earlyStop(_ losses: [Double], patience: Int) -> (kept: Int, stopped: Int) {
  var (kept, lowest) = (0, Double.infinity)
  for (epoch, loss) in losses.enumerated() {
    if loss < lowest { (kept, lowest) = (epoch, loss) }
    if epoch - kept == patience { return (kept, epoch) }
  }
  return (kept, losses.count - 1)
}
