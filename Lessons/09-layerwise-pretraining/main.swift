import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(9)
let digits = lesson.digits()
var generator = Generator(seed: lesson.seed)
func timed(_ name: String, _ body: () -> Void) { print(name, milliseconds(leastOf: 1, body), "ms") }
let x = digits.training.inputs
var c: Components! = nil
timed("components 40") { c = Components(of: x, count: 40) }
print(c.variances.prefix(10), c.variances[31] / c.variances[32], c.total)
print([2, 8, 32].map { c.limit($0) / c.limit(0) })
for k in [2, 8] {
  for tied in [true, false] {
    timed("k \(k) tied \(tied)") {
      let w = Initializer.glorotNormal.weight(fanIn: 64, fanOut: k, using: &generator)
      let v = Initializer.glorotNormal.weight(fanIn: k, fanOut: 64, using: &generator)
      var a = tied ? LinearAutoencoder(tied: w) : LinearAutoencoder(encoder: w, decoder: v)
      for s in 1...1000 {
        a.step(c.covariance, rate: tied ? 15 : 30)
        if [30, 100, 300, 1000].contains(s) {
          print(s, a.error(c.covariance) / c.limit(k) - 1, largestAngle(a.decoder.transposed, c.first(k)), largestAngle(a.encoder, c.first(k)))
        }
      }
    }
  }
}
func ae(_ act: Activation?, _ k: Int) -> Autoencoder {
  var layers: [any Layer] = [Dense(from: 64, to: k, .glorotNormal, using: &generator)]
  if let act { layers.append(act.layer) }
  return Autoencoder(encoder: Network(layers), decoder: Network([Dense(from: k, to: 64, .glorotNormal, using: &generator)]))
}
let xc = x.subtractingRow(c.means)
for k in [2, 8, 32] {
  for act in [Activation.sigmoid, .tanh, .relu] {
    var a = ae(act, k)
    timed("AE \(k) \(act) 30 epochs") { a.train(on: xc, rate: 0.01, epochs: 30, batch: 32, using: &generator) }
    print(a.error(on: xc) / c.limit(k))
  }
}
func deepAE(_ k: Int) -> Autoencoder {
  Autoencoder(
    encoder: Network([Dense(from: 64, to: 48, .heNormal, using: &generator), ReLU(), Dense(from: 48, to: k, .heNormal, using: &generator)]),
    decoder: Network([Dense(from: k, to: 48, .heNormal, using: &generator), ReLU(), Dense(from: 48, to: 64, .heNormal, using: &generator)]))
}
let held = digits.validation.inputs.subtractingRow(c.means)
for k in [2, 8, 32] {
  var a = deepAE(k)
  timed("deep \(k) 20 epochs") { a.train(on: xc, rate: 0.003, epochs: 20, batch: 32, using: &generator) }
  print(a.error(on: xc) / c.limit(k), a.error(on: held) / meanSquaredError(c.rebuilt(digits.validation.inputs, from: k), target: digits.validation.inputs).value)
}
let std = digits.standardized()
func plainNet(_ depth: Int, _ w: Int, _ act: Activation, _ i: Initializer) -> Network {
  var layers: [any Layer] = []
  for l in 0..<depth { layers += [Dense(from: l == 0 ? 64 : w, to: w, i, using: &generator), act.layer] as [any Layer] }
  layers.append(Dense(from: w, to: 10, i, using: &generator))
  return Network(layers)
}
func train(_ n: inout Network, _ data: Dataset, _ rate: Double, _ epochs: Int, _ size: Int = 20) {
  var o = Optimizer(GradientDescent(learningRate: rate))
  for _ in 0..<epochs { for b in data.batches(of: size, using: &generator) {
    let s = n.forward(b.inputs, mode: .training)
    n.fillGradients(softmaxCrossEntropy(s, labels: b.labels).gradient)
    o.step(&n)
  } }
}
var n = plainNet(6, 32, .sigmoid, .glorotNormal)
timed("6×32 10 epochs") { train(&n, std.training, 1, 10) }
for b in [0.0, 0.3] {
  var a = ae(.sigmoid, 64)
  timed("AE 64-64 10 epochs batch 20 blanking \(b)") { a.train(on: std.training.inputs, rate: 0.01, epochs: 10, batch: 20, blanking: b, using: &generator) }
  a = ae(.sigmoid, 32)
  timed("AE 64-32 10 epochs batch 20 blanking \(b)") { a.train(on: std.training.inputs, rate: 0.01, epochs: 10, batch: 20, blanking: b, using: &generator) }
}
lesson.end()
