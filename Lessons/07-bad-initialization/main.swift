//: # How a network starts dead
//:
//: *Which initial weights leave a network unable to learn?*

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(7, takesMNIST: true)
let digits = lesson.digits().standardized()
let raw = lesson.digits()
var generator = Generator(seed: lesson.seed)
let clock = ContinuousClock()
var last = clock.now
func tick(_ s: String) { let n = clock.now; print("   [\(s): \(n - last)]"); last = n }
let some = digits.training.selecting(0..<128)
func w(_ h: Int, _ l: Int) -> [Int] { [64] + Array(repeating: h, count: l) + [10] }
tick("load")
for start in Start.allCases { for a in [Activation.sigmoid, .tanh, .relu] {
  let net = stack(w(64,5), a.layer, using: &generator) { start.initializer(fanIn: $0) }
  print(start.rawValue, a, net.hiddenOutputs(for: some.inputs).map { "\(Float16($0.mean)) \(Float($0.standardDeviation)) \(Float($0.spreadOverExamples)) flat \(Float16(a.flatShare($0)))" })
}}
tick("grids")
let fit = LinearFit(digits.training.inputs, heldOut: digits.validation.inputs)
tick("fit")
for s in [1, 0.1, 0.01] { for a in [Activation.sigmoid, .tanh, .relu] {
  let net = stack(w(64,6), a.layer, using: &generator) { _ in .normal(standardDeviation: s) }
  let m = fit.missing(training: net.hiddenOutputs(for: digits.training.inputs)[5], heldOut: net.hiddenOutputs(for: digits.validation.inputs)[5])
  print(s, a, m)
}}
tick("fits")
for start in Start.allCases { for a in [Activation.sigmoid, .tanh, .relu] {
  var net = stack(w(64,5), a.layer, using: &generator) { start.initializer(fanIn: $0) }
  net.train(on: digits.training, rate: 0.1, epochs: 4, seed: lesson.seed)
  print(start.rawValue, a, net.accuracy(on: digits.validation), net.hiddenOutputs(for: some.inputs).map { "\(Float($0.standardDeviation)) \(Float($0.spreadOverExamples)) \(Float16(a.flatShare($0)))" }[4])
}}
tick("4 epochs")
for d in [2,5,8,12] { for start in [Start.overRoot, .wider] {
  var net = stack(w(64,d), Tanh(), using: &generator) { start.initializer(fanIn: $0) }
  net.train(on: digits.training, rate: 0.1, epochs: 4, seed: lesson.seed)
  print(d, start.rawValue, net.accuracy(on: digits.validation))
}}
tick("depths")
for a in [Activation.sigmoid, .tanh, .relu] {
  let few = digits.training.selecting(0..<320)
  var net = stack(w(8,1), a.layer, using: &generator) { _ in .zeros }
  let l = net.train(on: few, rate: 0.1, epochs: 600, seed: lesson.seed)
  print("zero", a, l[0], l[599], net.accuracy(on: digits.validation), net.dense(0).distinctUnits, net.dense(0).weight.value.norm, net.dense(1).weight.value.norm, net.dense(1).bias.value.norm)
}
tick("zero 600")
for a in [Activation.sigmoid, .tanh, .relu] { for c in [0.01, 0.05, 0.5, 2] {
  var net = stack(w(13,1), a.layer, using: &generator) { _ in .constant(c) }
  net.train(on: digits.training, rate: 0.1, epochs: 10, seed: lesson.seed)
  print("const", a, c, net.accuracy(on: digits.validation), net.dense(0).distinctUnits)
}}
tick("const")
for noise in [0, 1e-15, 1e-10, 1e-5, 0.05] { 
  var net = stack(w(16,1), Tanh(), using: &generator) { _ in .constant(0.05) }
  var d = net.dense(0)
  d.weight.value += noise * Initializer.normal(standardDeviation: 1).weight(fanIn: 64, fanOut: 16, using: &generator)
  net.layers[0] = d
  var acc: [Double] = []
  net.train(on: digits.training, rate: 0.1, epochs: 40, seed: lesson.seed) { acc.append($0.accuracy(on: digits.validation)) }
  print("noise", noise, net.dense(0).distinctUnits, [2,5,10,20,30,40].map { acc[$0-1] })
}
tick("noise")
for a in [Activation.sigmoid, .tanh, .relu] {
  var out: [Double] = []
  for kind in 0..<3 {
  var net = stack(w(16,1), a.layer, using: &generator) { _ in .constant(0.05) }
  var (d, e) = (net.dense(0), net.dense(1))
  if kind == 1 { d.bias.value = Initializer.normal(standardDeviation: 0.1).weight(fanIn: 1, fanOut: 16, using: &generator) }
  if kind == 2 { e.weight.value = Initializer.glorotNormal.weight(fanIn: 16, fanOut: 10, using: &generator) }
  net.layers[0] = d; net.layers[2] = e
  net.train(on: digits.training, rate: 0.1, epochs: 10, seed: lesson.seed)
  out += [net.accuracy(on: digits.validation), Double(net.dense(0).distinctUnits)]
  }
  print("equal, bias, outgoing", a, out)
}
tick("outgoing")
let unit = Dataset(inputs: raw.training.inputs / 16, labels: raw.training.labels, classes: 10)
let unitV = Dataset(inputs: raw.validation.inputs / 16, labels: raw.validation.labels, classes: 10)
for b in [-5.0, -20, -100] {
  var net = stack(w(64,1), ReLU(), using: &generator) { _ in .normal(standardDeviation: sqrt(2/64)) }
  var d = net.dense(0); d.bias.value = Matrix(rows: 1, columns: 64, repeating: b); net.layers[0] = d
  print("bias", b, net.deadShare(on: digits.training.inputs))
}
var killed: [Double: Network] = [:]
for r in [0.3, 1, 2, 4] {
  var net = stack(w(64,1), ReLU(), using: &generator) { .normal(standardDeviation: sqrt(2/Double($0))) }
  var dead = [net.deadShare(on: unit.inputs)]
  net.train(on: unit, rate: r, epochs: 5, seed: lesson.seed) { dead.append($0.deadShare(on: unit.inputs)) }
  print("rate", r, dead, net.accuracy(on: unitV))
  killed[r] = net
  var n2 = stack(w(64,1), ReLU(), using: &generator) { .normal(standardDeviation: sqrt(2/Double($0))) }
  n2.train(on: digits.training, rate: r, epochs: 5, seed: lesson.seed) 
  print("   std", n2.deadShare(on: digits.training.inputs), n2.accuracy(on: digits.validation))
}
tick("killed")
for s in [0, 0.01, 0.1, 0.3] {
  var net = killed[2]!
  let dead = net.deadUnits(on: unit.inputs)
  net.layers[1] = s == 0 ? ReLU() : ElementwiseLayer("leaky", { $0 > 0 ? $0 : s * $0 }, slope: { $0 > 0 ? 1 : s })
  var acc: [Double] = []
  net.train(on: unit, rate: 0.3, epochs: 20, seed: lesson.seed) { acc.append($0.accuracy(on: unitV)) }
  let now = net.deadUnits(on: unit.inputs)
  let back = zip(dead, now).filter { $0 && !$1 }.count
  print("leaky", s, acc[0], acc[9], acc[19], "dead", dead.filter { $0 }.count, "back", back)
  tick("\(s)")
}
lesson.end()
