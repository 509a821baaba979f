//: # Proto
import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(8, takesMNIST: true)
let digits = lesson.digits().standardized()
var generator = Generator(seed: lesson.seed)
func f(_ x: [Double]) -> String { x.map { $0.text(.significant(3)) }.joined(separator: " ") }

// 1 linear stacks
let clock = ContinuousClock()
var t0 = clock.now
func lap(_ s: String) { print("TIME", s, clock.now - t0); t0 = clock.now }
let x = Matrix.noise(256, 256, using: &generator)
for factor in [0.8, 1, 1.25] {
  let n = stack([Int](repeating: 256, count: 21), nil, .normal(standardDeviation: factor / 16), using: &generator)
  let s = Signals(n, x) { _ in Matrix.noise(256, 256, using: &generator) }
  print("linear", factor, f(s.forward.map(\.size)), "|", s.forward.last!.size / (0..<20).reduce(1.0) { a, _ in a * factor })
}
lap("linear")
// alternating
let alt = [256] + (0..<8).flatMap { _ in [32, 256] }
func scaled(_ v: @escaping (Double, Double) -> Double) -> ([Double], [Double]) {
  var layers: [any Layer] = []
  for (a, b) in zip(alt, alt.dropFirst()) { layers.append(Dense(from: a, to: b, .normal(standardDeviation: v(Double(a), Double(b)).squareRoot()), using: &generator)) }
  let s = Signals(Network(layers), x) { Matrix.noise($0.rows, $0.columns, using: &generator) }
  return (s.forward.map(\.size), s.backward.map(\.size))
}
let schemes: [(String, (Double, Double) -> Double)] = [("in", { a, _ in 1 / a }), ("out", { _, b in 1 / b }), ("glorot", { 2 / ($0 + $1) }),
  ("avg factors", { let s = (1 / $0.squareRoot() + 1 / $1.squareRoot()) / 2; return s * s }), ("geo", { 1 / ($0 * $1).squareRoot() })]
for (name, v) in schemes {
  let (fw, bw) = scaled(v)
  let p = Prediction(alt, nil, variance: v, input: 1, gradient: 1)
  print(name, "fw", f([fw.last!, p.forward.last!]), "bw", f([bw[0], p.backward[0]]))
}
lap("alt")
// depth figure
let widths = [64] + [Int](repeating: 256, count: 10) + [10]
let some = digits.training.selecting(0..<128)
for (name, ini, v) in [("glorot", Initializer.glorotNormal, { 2 / ($0 + $1) } as (Double, Double) -> Double), ("he", .heNormal, { a, _ in 2 / a })] {
  for act in Activation.allCases {
    let net = stack(widths, act, ini, using: &generator)
    var out = 0.0
    let s = Signals(net, some.inputs) { let g = softmaxCrossEntropy($0, labels: some.labels).gradient; out = g.meanSquare; return g }
    let p = Prediction(widths, act, variance: v, input: some.inputs.meanSquare, gradient: out)
    print(name, act.rawValue)
    print("  fw", f(s.forward.map(\.size))); print("  th", f(p.forward)); print("  sd", f(s.forward.map(\.standardDeviation)))
    print("  bw", f(s.backward.map(\.size))); print("  th", f(p.backward))
    print("  maxdev fw", zip(s.forward, p.forward).map { Swift.abs(log($0.size / $1)) }.max()!, "bw", zip(s.backward, p.backward).map { Swift.abs(log($0.size / $1)) }.max()!)
    print("  out mean", f(s.outputs.map(\.mean)), "sd", f(s.outputs.map(\.standardDeviation)), "between", f(s.outputs.map(\.spreadBetweenRows)))
  }
}
lap("depth")
// training
let tw = [64] + [Int](repeating: 64, count: 10) + [10]
func train(_ act: Activation, _ ini: Initializer, rate: Double) -> ([Double], Double) {
  var g = Generator(seed: lesson.seed)
  var network = stack(tw, act, ini, using: &g)
  var optimizer = Optimizer(GradientDescent(learningRate: rate))
  let losses = (1...4).map { _ in
    var total = 0.0
    for batch in digits.training.batches(of: 32, using: &g) {
      let loss = softmaxCrossEntropy(network.forward(batch.inputs, mode: .training), labels: batch.labels)
      network.backward(loss.gradient)
      optimizer.step(&network)
      total += loss.value * Double(batch.count)
    }
    return total / Double(digits.training.count)
  }
  return (losses, accuracy(network.forward(digits.validation.inputs, mode: .inference), labels: digits.validation.labels))
}
for rate in [0.03, 0.1] {
for act in Activation.allCases {
  for (name, ini) in [("0.01", Initializer.normal(standardDeviation: 0.01)), ("U1/√n", .uniform(limit: 0.125)), ("glorot", .glorotNormal), ("he", .heNormal)] {
    let (l, a) = train(act, ini, rate: rate)
    print(rate, act.rawValue, name, f(l), a.text(.percent(1)))
  }
}
lap("train")
}
// residual
for (name, scale, norm) in [("plain", 1.0, false), ("1/√L", 0.25, false), ("1/√2 sum", 1, false), ("bn", 1, true)] {
  var layers: [any Layer] = []
  for _ in 1...16 {
    var b: [any Layer] = norm ? [BatchNorm(features: 128)] : []
    b += [ReLU(), Dense(from: 128, to: 128, .normal(standardDeviation: scale * (2.0 / 128).squareRoot()), using: &generator)]
    layers.append(Residual(b))
  }
  var net = Network(layers)
  let x = Matrix.noise(128, 128, using: &generator)
  let o = net.outputs(for: x, mode: .training)
  print(name, f(o.map(\.meanSquare)))
  _ = net.forward(x, mode: .training)
  var dy = Matrix.noise(128, 128, using: &generator)
  var g: [Double] = []
  for i in net.layers.indices.reversed() { dy = net.layers[i].backward(dy); g.append(dy.meanSquare) }
  print(" bw", f(g))
}
lap("res")
lesson.end()
