// Work is counted in multiply-adds for one example; activations and updates are left out.
//
// A dense layer n → k takes n k of them forward, n k for the gradient of its weights, and n k to pass the gradient on
// to the layer before it, where there is one to learn.

/// One example's way through a network in training, with an output layer for ten classes.
func workOfTraining(_ widths: [Int]) -> Int {
  let all = widths + [10]
  let products = zip(all, all.dropFirst()).map { $0 * $1 }
  return 3 * products.reduce(0, +) - products[0]  // nothing learns before layer 1
}

/// One example's way through the autoencoders of all hidden layers in training: two dense layers each.
func workOfPretraining(_ widths: [Int]) -> Int {
  zip(widths, widths.dropFirst()).map { 5 * $0 * $1 }.reduce(0, +)
}
