import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(15, keepsTrials: true)
let digits = lesson.digits().standardized()
let trials = lesson.trials(plan: "explore")
let bench = Bench(training: digits.training.selecting(0..<600), validation: digits.validation, seed: trials.seed)
let clock = ContinuousClock()
var t0 = clock.now
func lap(_ s: String) { print(s, clock.now - t0); t0 = clock.now }
lap("start")
let mom = Search(Space.momentum.names, trials.results("search", count: 1600) { [bench] i in bench.trial(in: .momentum, .search, i) })
lap("search")
let adam = Search(Space.adam.names, trials.results("adam", count: 1600) { [bench] i in bench.trial(in: .adam, .adam, i) })
lap("adam")
let rows = trials.results("map", count: 36) { [bench] row in
  var g = bench.generator(of: .map, row)
  return (0..<36).map { column in
    let r = Hyperparameter("rate", 0.001...10).value(at: (Double(row)+0.5)/36)
    let b = Hyperparameter("β", 0.01...1, .belowOne).value(at: (Double(column)+0.5)/36)
    return bench.loss(of: Recipe(rate: r, rule: .momentum(beta: b)), using: &g)
  }
}
lap("map")
let rows2 = trials.results("map2", count: 36) { [bench] row in
  var g = bench.generator(of: .map, row + 100)
  return (0..<36).map { column in
    let r = Hyperparameter("rate", 0.001...10).value(at: (Double(row)+0.5)/36)
    let b = Hyperparameter("units", 8...64, .count).value(at: (Double(column)+0.5)/36)
    return bench.loss(of: Recipe(rate: r, units: b), using: &g)
  }
}
lap("map2")
let grids = trials.results("grids", count: 60) { [bench] number in
  var g = bench.generator(of: .grids, number)
  let offsets = (0..<6).map { _ in g.uniform() }
  return [(0..<64).map { point in
    let places = offsets.enumerated().map { axis, t in (Double(point >> axis & 1) + t) / 2 }
    return bench.loss(of: Space.momentum.recipe(Space.momentum.values(at: places)), using: &g)
  }.min()!]
}
lap("grids")
func show(_ name: String, _ s: Search) {
  var g = Generator(seed: 1)
  let sh = s.shares
  let re = s.resampledShares(400, using: &g)
  print(name, s.count)
  for (i, n) in s.names.enumerated() {
    let e = Estimate(sh[i], resampled: re.map { $0[i] })
    print("  ", n, sh[i].text(.fixed(3)), e.low.text(.fixed(3)), e.high.text(.fixed(3)))
  }
}
func pairs(_ s: Search) {
  for i in s.names.indices { for j in s.names.indices where j > i { print("  ", s.names[i], s.names[j], s.pairShare(i, j).text(.fixed(3))) } }
}
for n in [60,120,400,800,1600] { show("momentum", Search(mom.names, Array(mom.trials.prefix(n)))) }
show("second half", Search(mom.names, Array(mom.trials.suffix(800))))
lap("resample")
pairs(mom)
for (a,b) in [(0.03,1.0),(0.1,1.0),(0.1,10.0),(0.01,1)] { show("rate \(a)…\(b)", mom.filter { $0[0] > a && $0[0] < b }) ; }
// PyTorch's convention: rate' = rate (1-β) in 1e-3...0.1
var torch = mom.trials.map { [$0[0]*(1-$0[1])] + $0.dropFirst() }
let t = Search(mom.names, torch).filter { $0[0] >= 0.001 && $0[0] <= 0.1 }
show("torch", t); pairs(t)
let t2 = mom.filter { $0[0] >= 0.1 && $0[0] <= 10 }
show("ours, two decades .1-10", t2); pairs(t2)
let t3 = mom.filter { $0[0] >= 0.01 && $0[0] <= 1 }
show("ours, two decades .01-1", t3); pairs(t3)
show("adam", adam); pairs(adam)
show("adam 400", Search(adam.names, Array(adam.trials.prefix(400))))
show("adam 800", Search(adam.names, Array(adam.trials.prefix(800))))
show("adam 3e-3…3e-2", adam.filter { $0[0] > 0.003 && $0[0] < 0.03 })
show("adam 1e-3…1e-1", adam.filter { $0[0] > 0.001 && $0[0] < 0.1 })
lap("adam")
for (name, r) in [("beta", rows), ("units", rows2)] {
let plane = Plane(losses: r)
for p in [2,3,6] {
  let gb = plane.gridBests(p)
  print(name, p, "grid mean best", gb.mean.text(.fixed(3)), "random", plane.random(p*p).meanBest.text(.fixed(3)), "bands", plane.bands(p*p).meanBest.text(.fixed(3)), "P random", plane.random(p*p).chanceToBeat(gb), "P bands", plane.bands(p*p).chanceToBeat(gb), "grid min/max", gb.min()!, gb.max()!)
}
}
let six = Strata([[Double]](repeating: mom.losses, count: 64))
print("6d", six.chanceToBeat(grids.map { $0[0] }), "grid", grids.map { $0[0] }.mean, "random", six.meanBest)
for k in [8,16,32] { print("random", k, "beats 64 grid", Strata([[Double]](repeating: mom.losses, count: k)).chanceToBeat(grids.map { $0[0] })) }
print("share guessing", Double(mom.losses.count { $0 > 2.2 })/1600)
lap("grid")
// smaller searches: how often rate first, how often lower end above
for n in [30, 40, 60, 120] {
  var first = 0, count = 0; var least = 1.0
  for start in stride(from: 0, to: 1600 - n + 1, by: n) {
    let s = Search(mom.names, Array(mom.trials[start..<start+n])).shares
    count += 1; if s[0] == s.max()! { first += 1 }; least = min(least, s[0])
  }
  print("n", n, "rate first", first, "of", count, "least", least)
}
lesson.end()
