/// Whether a network is learning or only answering: an argument of every forward pass, never a hidden switch.
public enum Mode: Sendable {
  /// Layers use this batch's own statistics, and remember what the backward pass will need.
  case training
  /// Layers use what they learned: each example's answer is its own, whatever else is in the batch.
  case inference
}
