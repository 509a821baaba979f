import Engine

/// A linear autoencoder of centred data: code z = x W, rebuilt x̂ = z V.
///
/// With A = W V − I the error of an example is x A. So the loss and its gradients need the data's covariance C alone:
///
///     L = tr(Aᵀ C A) / n        ∂L/∂W = (2/n) C A Vᵀ        ∂L/∂V = (2/n) Wᵀ C A
struct LinearAutoencoder {
  private(set) var encoder: Matrix  // n × k, W
  private(set) var decoder: Matrix  // k × n, V
  let isTied: Bool

  private let identity: Matrix  // n × n

  init(encoder: Matrix, decoder: Matrix, isTied: Bool = false) {
    (self.encoder, self.decoder, self.isTied) = (encoder, decoder, isTied)
    let n = encoder.rows
    identity = Matrix(rows: n, columns: n) { $0 == $1 ? 1 : 0 }
  }

  /// Tied: the decoder is the encoder's transpose, and stays it.
  init(tied encoder: Matrix) {
    self.init(encoder: encoder, decoder: encoder.transposed, isTied: true)
  }

  private var excess: Matrix { matmul(encoder, decoder) - identity }  // A

  /// The mean squared error, over all features.
  func error(_ covariance: Matrix) -> Double {
    let a = excess
    return a.hadamard(matmul(covariance, a)).sum / Double(a.rows)
  }

  /// One step of plain descent on the whole set of data.
  mutating func step(_ covariance: Matrix, rate: Double) {
    let ca = matmul(covariance, excess)
    let scale = 2 * rate / Double(ca.rows)
    let byEncoder = matmul(ca, transposing: decoder)  // n × k
    let byDecoder = matmul(transposing: encoder, ca)  // k × n
    if isTied {
      encoder -= scale * (byEncoder + byDecoder.transposed)
      decoder = encoder.transposed
    } else {
      encoder -= scale * byEncoder
      decoder -= scale * byDecoder
    }
  }
}
