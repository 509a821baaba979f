/// A network that is said not to learn: what its owner feeds it, and how it is built and trained.
public struct Patient: Sendable {
  /// From 1; a patient has no other name.
  public let number: Int
  public let measured: Measured
  public let settings: Settings

  init(_ number: Int, _ measured: Measured = Measured(), _ change: (inout Settings) -> Void) {
    (self.number, self.measured) = (number, measured)
    var settings = Settings()
    change(&settings)
    self.settings = settings
  }
}

/// The seven patients. Six are sick, each of another illness, and one is healthy. Not all that is unusual is sick.
public let ward: [Patient] = [
  Patient(1) {
    $0.layers = 2
    $0.units = 24
    $0.rule = .momentum
    $0.rate = 3
    $0.penalty = 0.0005
  },
  Patient(2, .mislabelled) {
    $0.layers = 1
    $0.units = 64
    $0.activation = .leakyReLU
    $0.start = .glorot
    $0.rule = .adam
    $0.rate = 0.003
    $0.epochs = 40
  },
  Patient(3) {
    $0.layers = 2
    $0.units = 40
    $0.bias = -2.5
    $0.rule = .momentum
    $0.rate = 0.2
    $0.clip = 5
  },
  Patient(4) {
    $0.layers = 4
    $0.units = 20
    $0.activation = .tanh
    $0.start = .glorot
    $0.bias = 0.1
    $0.rule = .adam
    $0.rate = 0.004
    $0.clip = 1
  },
  Patient(5, .offset(5)) {
    $0.inputs = .asMeasured
    $0.units = 48
    $0.bias = 0.1
    $0.rate = 0.05
  },
  Patient(6) {
    $0.units = 48
    $0.activation = .sigmoid
    $0.start = .glorot
    $0.rate = 0.2
    $0.clip = 5
  },
  Patient(7) {
    $0.layers = 4
    $0.activation = .leakyReLU
    $0.start = .heTimes(4)
    $0.rule = .momentum
    $0.clip = 1
  },
]

/// What a doctor says of a patient: the illness, and the settings to go on with.
public struct Diagnosis: Sendable {
  public let illness: Illness
  public let settings: Settings

  public init(_ illness: Illness, _ settings: Settings) { (self.illness, self.settings) = (illness, settings) }
}
