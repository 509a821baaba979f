import Datasets
import Engine
import LessonKit
import Plots

let split = try! Digits.load()
let seed = UInt64(CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "14")!
var generator = Generator(seed: seed)
let clock = ContinuousClock(); func max2(_ a: Double) {}
nonisolated(unsafe) var mark = clock.now
func lap(_ name: String) { let n = clock.now; print("   [\(name): \(n - mark)]"); mark = clock.now }
func f(_ x: Double) -> String { x.text(.fixed(4)) }

let few = split.training.few(200, wrong: 0.2, using: &generator)
let clean = split.training.few(200, wrong: 0, using: &generator)
var g0 = generator.split()
var g1 = g0
let run = train(Recipe(), on: few, judge: split.validation, using: &g1)
print("turn", run.best + 1, f(run.validation[run.best]), f(run.validation.last!), f(run.validation.last!/run.validation[run.best]), f(run.accuracies[run.best]), f(run.accuracies.last!), "train", f(run.training.last!))
lap("one run with curves")
g1 = g0
let cr = train(Recipe(), on: clean, judge: split.validation, using: &g1)
print("clean", cr.best + 1, f(cr.validation.last!/cr.validation[cr.best]), f(cr.accuracies.last!))
lap("one run with curves")
for w in [2, 4, 8, 16, 64, 256, 512] {
  g1 = g0
  let r = train(Recipe(width: w, epochs: 60), on: few, using: &g1).last.judged(by: split.heldOut)
  g1 = g0
  let c = train(Recipe(width: w, epochs: 60), on: clean, using: &g1).last.judged(by: split.heldOut)
  print("width", w, f(r.loss), f(r.accuracy), "clean", f(c.loss), f(c.accuracy))
}
lap("widths")
for p in [1, 0.8, 0.65, 0.5, 0.35, 0.2, 0.1] {
  var row: [String] = []
  for w in [16, 64] {
    g1 = g0
    let r = train(Recipe(width: w, keep: p), on: few, using: &g1).last.judged(by: split.heldOut)
    row += [f(r.loss), f(r.accuracy)]
  }
  g1 = g0
  let r = train(Recipe(inputKeep: p), on: few, using: &g1).last.judged(by: split.heldOut)
  print("keep", p, row, "input", f(r.loss), f(r.accuracy))
}
lap("keeps")
for l in [0.001, 0.002, 0.004] { g1 = g0
  let r = train(Recipe(l1: l), on: few, using: &g1).last.judged(by: split.heldOut); print("l1", l, f(r.loss), f(r.accuracy)) }
for l in [0.005, 0.01, 0.02, 0.04] { g1 = g0
  let r = train(Recipe(l2: l), on: few, using: &g1).last.judged(by: split.heldOut); print("l2", l, f(r.loss), f(r.accuracy)) }
lap("penalties")
for (n, wrong) in [(100, 0.0), (300, 0.0), (300, 0.2)] {
  let data = split.training.few(n, wrong: wrong, using: &generator)
  for bn in [false, true] { for p in [1, 0.5] { for rate in [0.01, 0.003] {
    g1 = g0
    let r = train(Recipe(hiddenLayers: 2, keep: p, hasBatchNorm: bn, rate: rate, epochs: 30), on: data, using: &g1).last.judged(by: split.heldOut)
    print("bn", n, wrong, bn, p, rate, f(r.loss), f(r.accuracy))
  } } }
}
lap("batch norm")
