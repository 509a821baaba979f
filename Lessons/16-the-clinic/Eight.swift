import Clinic
import Engine

/// An illness, and what is changed in a healthy network to give it that.
nonisolated struct Example: Sendable {
  let illness: Illness
  let measured: Measured
  let settings: Settings

  init(
    _ illness: Illness, _ measured: Measured = Measured(),
    _ change: (inout Settings) -> Void
  ) {
    (self.illness, self.measured) = (illness, measured)
    var settings = Settings()
    change(&settings)
    self.settings = settings
  }
}

/// The healthy network and its seven illnesses.
nonisolated let eight: [Example] = [
  Example(.healthy) { _ in },
  Example(.vanishing) { $0.start = .heTimes(0.2) },
  Example(.exploding) { $0.start = .heTimes(4) },
  Example(.dead) { $0.bias = -2 },
  Example(.inputs, .offset(5)) { $0.inputs = .asMeasured },
  Example(.rateTooLarge) { $0.rate = 2 },
  Example(.rateTooSmall) { $0.rate = 0.003 },
  Example(.overfitting, .mislabelled) { settings in
    (settings.layers, settings.units, settings.epochs) = (1, 64, 40)
    (settings.rule, settings.rate) = (.adam, 0.003)
  },
]

/// A treatment that is often recommended, whatever the illness.
nonisolated enum Remedy: String, CaseIterable, Sendable {
  case none = "as it is", batchNorm = "batch norm", adam = "Adam at 0.003"
  case clip = "clip at 1", smallerRate = "a tenth of the rate"
  case largerRate = "ten times the rate", leaky = "leaky ReLU"

  func applied(to settings: Settings) -> Settings {
    var treated = settings
    switch self {
    case .none: break
    case .batchNorm: treated.batchNorm = true
    case .adam: (treated.rule, treated.rate) = (.adam, 0.003)
    case .clip: treated.clip = 1
    case .smallerRate: treated.rate /= 10
    case .largerRate: treated.rate *= 10
    case .leaky: treated.activation = .leakyReLU
    }
    return treated
  }
}
