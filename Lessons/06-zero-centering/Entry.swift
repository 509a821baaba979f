import Engine

/// A network that was trained for three epochs on the digits in one of their forms.
struct Run {
  let rate: Double
  let network: Network
  let history: History
  /// The mean accuracy on the validation digits, measured six times in the third epoch.
  let validation: Double

  /// The mean loss of the third epoch's batches; ∞ if the run diverged.
  var loss: Double {
    history.hasDiverged
      ? .infinity : history.losses.suffix(history.losses.count / 3).mean
  }
}

/// What a form of the digits enters the contest with: how pixels are scaled, and the run at its best rate.
struct Entry {
  let fit: Scaling.Fitted
  let run: Run

  init(_ fit: Scaling.Fitted, bestOf runs: [Run]) {
    self.fit = fit
    run = runs.min { $0.loss < $1.loss }!
  }
}
