import Datasets
import Engine

/// A patient whose illness is known, because it was given to them.
public struct KnownPatient: Sendable {
  public let illness: Illness
  public let isMild: Bool
  public let measured: Measured
  public let settings: Settings
  public let chart: Chart
}

/// As many patients of each of the eight kinds, mild and severe, of any width, depth and rate that would be healthy.
///
/// Who turns out not to be what they were made to be is left out, and another is drawn: the sick answer less than 82 % of
/// new digits rightly, the healthy more than 88 %, and an overfitting network less than 80 %, but knows more than 90 % of its
/// training labels.
///
/// - Returns: `8 · count` patients in a drawn order; another seed gives others.
public func family(of count: Int, digits: Split, seed: UInt64) -> [KnownPatient] {
  var generator = Generator(seed: seed)
  let kinds = Illness.allCases.flatMap { illness in
    (0..<count).map { (illness: illness, isMild: $0 % 2 == 0, seed: generator.next()) }
  }
  let patients = inParallel(kinds.count) { i in
    var generator = Generator(seed: kinds[i].seed)
    return KnownPatient(kinds[i].illness, isMild: kinds[i].isMild, digits, using: &generator)
  }
  return generator.permutation(of: patients.count).map { patients[$0] }
}

extension KnownPatient {
  /// Draws patients until one is what it was made to be.
  fileprivate init(_ illness: Illness, isMild: Bool, _ digits: Split, using generator: inout Generator) {
    while true {
      var (measured, settings) = constitution(using: &generator)
      infect(&measured, &settings, with: illness, isMild, using: &generator)
      let run = Run(settings, on: measured, of: digits, seed: generator.next())
      let isAsMade =
        switch illness {
        case .healthy: run.accuracy > 0.88
        case .overfitting: run.accuracy < 0.8 && run.chart.last.trainingAccuracy > 0.9
        default: run.accuracy < 0.82
        }
      if isAsMade {
        self.init(illness: illness, isMild: isMild, measured: measured, settings: settings, chart: run.chart)
        return
      }
    }
  }
}

/// A healthy network of some width, depth and rate.
private func constitution(using generator: inout Generator) -> (Measured, Settings) {
  var settings = Settings()
  settings.layers = 2 + generator.integer(below: 3)
  settings.units = 24 + 8 * generator.integer(below: 4)
  settings.rate = 0.06 * generator.power(3)
  if generator.uniform() < 0.3 { settings.inputs = .divided }
  if generator.uniform() < 0.3 {
    (settings.activation, settings.start) = (.tanh, .glorot)
    settings.rate = 0.15 * generator.power(2)
  }
  return (Measured(), settings)
}

private func infect(
  _ measured: inout Measured, _ settings: inout Settings, with illness: Illness, _ isMild: Bool,
  using generator: inout Generator
) {
  if [.exploding, .dead, .rateTooLarge, .inputs].contains(illness) {
    (settings.activation, settings.start) = (.relu, .he)
  }
  switch illness {
  case .healthy: break
  case .vanishing:
    settings.layers = 3 + generator.integer(below: 2)
    if generator.uniform() < 0.5 {
      (settings.activation, settings.start) = (.sigmoid, isMild ? .heTimes(1.3) : .glorot)
    } else {
      (settings.activation, settings.start) = (.relu, .heTimes((isMild ? 0.4 : 0.1) * generator.power(1.4)))
    }
  case .exploding:
    settings.layers = 3 + generator.integer(below: 2)
    settings.start = .heTimes((isMild ? 1.8 : 4) * generator.power(1.4))
  case .dead: settings.bias = (isMild ? -1 : -2.5) * generator.power(1.4)
  case .inputs:
    settings.inputs = .asMeasured
    if generator.uniform() < 0.5 {
      measured.offset = (isMild ? 1.5 : 5) * generator.power(1.6)
    } else {
      measured.stretch = (isMild ? 10 : 50) * generator.power(2)
    }
  case .rateTooLarge: settings.rate = (isMild ? 0.5 : 2) * generator.power(2)
  case .rateTooSmall: settings.rate = (isMild ? 0.008 : 0.001) * generator.power(2)
  case .overfitting:
    measured.count = 300 + 50 * generator.integer(below: 4)
    measured.wrongLabels = isMild ? 0.25 : 0.4
    settings.layers = 1 + generator.integer(below: 2)
    settings.units = 64
    (settings.rule, settings.rate, settings.epochs) = (.adam, 0.004 * generator.power(2), 30)
  }
}

extension Generator {
  /// A factor between 1 and `most`, log-uniformly.
  fileprivate mutating func power(_ most: Double) -> Double { exp(uniform() * log(most)) }
}
