import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(9)
let digits = lesson.digits()
let std = digits.standardized()
var generator = Generator(seed: lesson.seed)
func text(_ xs: [Double]) -> String {
  let m = xs.reduce(0, +) / Double(xs.count)
  return "\(m.text(.fixed(3))) [\(xs.min()!.text(.fixed(3)))…\(xs.max()!.text(.fixed(3)))]"
}
func train(_ n: inout Network, _ data: Dataset, _ rate: Double, _ epochs: Int, _ size: Int = 20) {
  var o = Optimizer(GradientDescent(learningRate: rate))
  for _ in 0..<epochs { for b in data.batches(of: size, using: &generator) {
    let s = n.forward(b.inputs, mode: .training)
    n.fillGradients(softmaxCrossEntropy(s, labels: b.labels).gradient)
    o.step(&n)
  } }
}
let x = std.training.inputs
func trainU(_ n: inout Network, _ data: Dataset, _ rate: Double, _ updates: Int, _ size: Int = 20) {
  var o = Optimizer(GradientDescent(learningRate: rate))
  var u = 0
  while u < updates { for b in data.batches(of: size, using: &generator) {
    let s = n.forward(b.inputs, mode: .training)
    n.fillGradients(softmaxCrossEntropy(s, labels: b.labels).gradient)
    o.step(&n)
    u += 1
    if u == updates { break }
  } }
}
for (w, epochs) in [(32, 5), (32, 8), (64, 5)] {
  var res: [String: [Double]] = [:]
  let tune = 240
  let more = tune + Int(1.76 * Double(epochs) * 60)
  for seed in 1...10 {
    generator = Generator(seed: UInt64(seed))
    let widths = [64, w, w, w]
    func random(_ act: Activation, _ i: Initializer, _ m: Double = 1) -> [any Layer] {
      zip(widths, widths.dropFirst()).flatMap { 
        var d = Dense(from: $0, to: $1, i, using: &generator)
        d.weight.value *= m
        return [d, act.layer] as [any Layer] }
    }
    let plain = Stack(widths, .sigmoid, from: .glorotNormal, on: x, epochs: epochs, using: &generator)
    let den = Stack(widths, .sigmoid, from: .glorotNormal, on: x, epochs: epochs, blanking: 0.3, using: &generator)
    let denr = Stack(widths, .relu, from: .heNormal, on: x, rate: 0.003, epochs: epochs, blanking: 0.3, using: &generator)
    for _ in 0..<2 {
      let order = generator.permutation(of: 1197)
      for labels in [30, 100, 300]  {
        let few = std.training.selecting(order.prefix(labels))
        for rate in [0.3, 1] {
        for (name, ls, up, r) in [("random", random(.sigmoid, .glorotNormal), more, rate), ("random x4", random(.sigmoid, .glorotNormal, 4), more, rate), ("plain", plain.layers, tune, rate), ("denoise", den.layers, tune, rate), ("relu random", random(.relu, .heNormal), more, rate / 10), ("relu denoise", denr.layers, tune, rate / 10)] {
          var n = Network(ls + [Dense(from: w, to: 10, .glorotNormal, using: &generator)])
          trainU(&n, few, r, up)
          res["\(labels) \(rate) \(name)", default: []].append(n.accuracy(on: std.test))
        }
      } }
    }
  }
  print("width", w, "epochs", epochs, "more", more)
  for k in res.keys.sorted() { print("  ", k, text(res[k]!)) }
}
lesson.end()
