import Engine

/// What a training run leaves: its losses, and how many of the validation digits it gets right; 0 if it diverged.
struct Run {
  let history: History
  let accuracy: Double
}
