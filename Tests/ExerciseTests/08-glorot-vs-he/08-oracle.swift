// Made by Tests/Oracles/08-glorot-vs-he.py with PyTorch 2.13.0+cpu in float64. Do not edit.

enum Oracle08 {
  /// Window height, window width, channels in, channels out; then PyTorch's fans.
  static let fans: [[Int]] = [
    [1, 1, 64, 10, 64, 10],
    [3, 3, 16, 32, 144, 288],
    [2, 5, 3, 4, 30, 40],
    [7, 7, 3, 64, 147, 3136],
  ]
  static let fanIn = 300
  static let fanOut = 500
  static let negativeSlope = 0.5
  /// Standard deviation and greatest absolute value of 300 · 500 weights.
  static let glorotNormal: [Double] = [0.05007514877617351, 0.24714638786156007]
  /// Standard deviation and greatest absolute value of 300 · 500 weights.
  static let glorotUniform: [Double] = [0.04989574236208697, 0.08660179004301198]
  /// Standard deviation and greatest absolute value of 300 · 500 weights.
  static let heNormal: [Double] = [0.07309116439139786, 0.37026550556735977]
  /// Standard deviation and greatest absolute value of 300 · 500 weights.
  static let heUniform: [Double] = [0.07292487527520812, 0.12649092699159295]
  static let widths = [20, 40, 12, 30, 8]
  static let deviations = [0.3, 0.2, 0.4, 0.25]
  static let inputSize = 1.5
  static let gradientSize = 0.7
  static let sizes: [Double] = [
    2.013094017070958,
    1.8049652306533364,
    1.7671285917125918,
    1.7070808612562631,
  ]
  static let sizesError = 0.004059687990833879
  static let gradientSizes: [Double] = [
    0.2667517673364478,
    0.5436268446421529,
    0.34852915206221174,
    0.697423281872772,
  ]
  static let gradientSizesError = 0.0040933243829892945
  static let bareStream: [Double] = [
    1.8123726684091763,
    2.329373115434075,
    2.9913153142002806,
    3.851772630151216,
    4.94026292215944,
  ]
  static let bareStreamError = 0.0044566417406600055
  static let normalizedStream: [Double] = [
    1.62572783665085,
    1.8117956077136497,
    1.9804098794027245,
    2.1360136966833205,
    2.2819926728494035,
  ]
  static let normalizedStreamError = 0.001006930902821714
  static let scale = 0.8
  static let meanSquare = 2.0
}
