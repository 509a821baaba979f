import Engine

/// Hidden layers built one at a time: each is trained to give back what the layers below it put out.
struct Stack {
  /// Dense layers, each followed by its activation.
  private(set) var layers: [any Layer] = []
  /// What each autoencoder missed: its error in shares of the variance of its inputs.
  private(set) var missed: [Double] = []

  init(
    _ widths: [Int], _ activation: Activation = .sigmoid, from start: Start,
    on x: Matrix, rate: Double = 0.01, epochs: Int, blanking share: Double = 0,
    using generator: inout Generator
  ) {
    var h = x
    for (n, k) in zip(widths, widths.dropFirst()) {
      let encoder = start.layer(from: n, to: k, using: &generator)
      let decoder = Dense(from: k, to: n, .glorotNormal, using: &generator)
      var autoencoder = Autoencoder(
        encoder: Network([encoder, activation.layer]), decoder: Network([decoder]))
      autoencoder.train(
        on: h, rate: rate, epochs: epochs, batch: 20, blanking: share,
        using: &generator)
      missed.append(autoencoder.error(on: h) / h.columnVariances.mean)
      layers += autoencoder.encoder.layers  // the decoder has done its work
      h = autoencoder.code(h)
    }
  }
}
