/// Where training stops when it waits `patience` epochs for a validation loss below the lowest so far.
///
/// It keeps the weights of the lowest loss; this is that epoch, and the one at which it gives up, both from 0.
func earlyStop(_ losses: [Double], patience: Int) -> (kept: Int, stopped: Int) {
  var kept = 0
  for epoch in losses.indices {
    if losses[epoch] < losses[kept] { kept = epoch }
    if epoch - kept == patience { return (kept, epoch) }
  }
  return (kept, losses.count - 1)
}
