// Exercises of lesson 15, tuning hyperparameters. In them
//
//     trial   one training, with its own hyperparameters; its loss says how good they are
//     u       a random number, 0 ≤ u < 1, all places equally likely
//     a…b     a range, 0 < a < b; in code `range.lowerBound` and `range.upperBound`
//     η       a learning rate
//     t       an update; the first is 0 (in 15.2 it is an offset)
//
// ⌊x⌋ is x rounded down. Of whole numbers, `n / m` is rounded down.
//
// Keep names and parameters, and make a helper of your own `private`. `exp`, `log`, `cos` and `pow` of a number are there;
// README.md beside this file lists what there is.
//
// Replace `todo("15.1")` by your answer, then: swift test --filter lesson15

import Curriculum
import Engine

/// Worked example · Draw evenly.
///
/// What one trial of a random search trains with: a rate, the units of a layer, and momentum's β. Each is drawn evenly from
/// its range, by a u of its own:
///
///     x = a + u (b − a)
///
/// The units are x rounded to the nearest whole number. For β the range is one of 1 − β, so β is 1 − x.
///
///     drawnEvenly([0.5, 0.2, 0.9], rates: 0.001...10, units: 8...64, oneMinusBeta: 0.01...1)
///     // rate 5.0005, 19 units (x = 19.2), β = 0.099 (x = 0.901)
///
/// - Parameters:
///   - u: three numbers, in the order rate, units, β.
///   - rates: the range of the rate.
///   - units: the range of the units.
///   - oneMinusBeta: the range of 1 − β.
/// - Returns: the rate, the units and β.
public func drawnEvenly(
  _ u: [Double], rates: ClosedRange<Double>, units: ClosedRange<Int>, oneMinusBeta: ClosedRange<Double>
) -> (rate: Double, units: Int, beta: Double) {
  func value(_ u: Double, from a: Double, to b: Double) -> Double { a + u * (b - a) }
  let count = value(u[1], from: Double(units.lowerBound), to: Double(units.upperBound))
  return (
    rate: value(u[0], from: rates.lowerBound, to: rates.upperBound),
    units: Int(count.rounded()),
    beta: 1 - value(u[2], from: oneMinusBeta.lowerBound, to: oneMinusBeta.upperBound)
  )
}

/// Exercise 15.1 · Draw by ratio.
///
/// The same three numbers, each drawn *log-uniformly*: with u, the logarithm of x goes evenly from ln a to ln b. The units
/// are x rounded to the nearest whole number, and β is 1 − x, as above.
///
/// - Parameters:
///   - u: three numbers, in the order rate, units, β.
///   - rates: the range of the rate.
///   - units: the range of the units, from 1 or more.
///   - oneMinusBeta: the range of 1 − β, up to 1 or less.
/// - Returns: the rate, the units and β.
public func drawnByRatio(
  _ u: [Double], rates: ClosedRange<Double>, units: ClosedRange<Int>, oneMinusBeta: ClosedRange<Double>
) -> (rate: Double, units: Int, beta: Double) {
  todo("15.1")
}

/// Exercise 15.2 · A grid and as many random points.
///
/// Two searches of d hyperparameters with the same budget. A point has a place for each of them, 0 ≤ place < 1, from which
/// 15.1 would make a value.
///
/// The grid has p places on each axis, (k + t)/p for k = 0, 1, …, p − 1. The axis's offset t, 0 ≤ t < 1, says where it
/// begins. The points are all combinations of them. The random search has as many points as the grid; each of its places is
/// a draw of its own, by `generator.uniform()`: p^d · d draws in all, put in place as they come, in any order of rows and
/// columns.
///
/// - Parameters:
///   - count: p, at least 1.
///   - offsets: t for each axis, d numbers, d ≥ 1.
///   - generator: where the random numbers come from; hand it on as `&generator`.
/// - Returns: both searches, a point in each row and a hyperparameter in each column. The rows may be in any order.
public func gridAndRandom(
  count: Int, offsets: [Double], using generator: inout Generator
) -> (grid: Matrix, random: Matrix) {
  todo("15.2")
}

/// Exercise 15.3 · Schedules with warm-up.
///
/// The factors by which three schedules multiply a base rate, at the updates t = 0, 1, …, n − 1:
///
///     step       γ^⌊t/s⌋
///     cosine     ½ (1 + cos(π t/T)) up to t = T, and 0 from there on
///     inverse    1/(1 + κ t)
///
/// Before each of them comes a warm-up of W updates, with the factor (t + 1)/W; then the schedule begins, from *its* t = 0.
/// With W = 0 there is none. W may be more than n.
///
/// - Parameters:
///   - count: n, at least 1.
///   - warmUp: W, at least 0.
///   - stepLength: s, at least 1.
///   - stepFactor: γ, 0 < γ ≤ 1.
///   - cosineLength: T, at least 1.
///   - decay: κ, at least 0.
/// - Returns: n factors of each schedule.
public func warmedUpFactors(
  count: Int, warmUp: Int, stepLength: Int, stepFactor: Double, cosineLength: Int, decay: Double
) -> (step: [Double], cosine: [Double], inverse: [Double]) {
  todo("15.3")
}

/// Exercise 15.4 · Explained shares of the variance.
///
/// What each hyperparameter explains alone of the variance of the losses y, and what two of them explain beyond that.
///
/// A loss above ln 10, infinite or nan counts as ln 10. Of n trials, a value is in the bin ⌊K s/n⌋, where s is the number of
/// trials with a strictly smaller value of that hyperparameter. So equal values share a bin, and bins may stay empty. Let k
/// bins be *not* empty, n_b the number of trials in bin b, ȳ_b their mean loss, and ȳ that of all trials. Then
///
///     SST = Σ (y − ȳ)² over all trials
///     SSB = Σ n_b (ȳ_b − ȳ)² over the k bins
///     MSW = (SST − SSB)/(n − k)
///     V = (SSB − (k − 1) MSW)/SST
///
/// V may be negative. If all losses are equal, once they are cut off, it is 0.
///
/// For a pair i, j the same is computed of cells: two trials share a cell if they share both bins. The pair's share is
/// V(cells) − V_i − V_j.
///
/// - Parameters:
///   - values: n × d, a trial in each row and a hyperparameter in each column.
///   - losses: n numbers, 0 or more, infinite, or nan.
///   - bins: K, at least 1. There are enough trials: n > K².
/// - Returns: d × d, V_i on the diagonal, and the share of i and j at [i, j] and at [j, i].
public func explainedShares(values: Matrix, losses: [Double], bins: Int) -> Matrix {
  todo("15.4")
}

/// Exercise 15.5 · Pick a rate from a range test.
///
/// The test has T updates. From each to the next the rate grows by the same factor, from a at the first update to b at the
/// last. L_t is the loss that is measured just before update t, which has the rate η_t. The test ends *before* the first
/// loss that is infinite (∞ or −∞) or nan; that one and all later ones are not looked at.
///
/// Up to there, the losses are averaged as the gradients are in lesson 13:
///
///     v_t = β v_{t−1} + (1 − β) L_t, beginning with 0        s_t = v_t/(1 − β^{t+1})
///
/// The pick is the rate of the update with the lowest s_t, divided by 10. Of equal ones the first counts.
///
/// - Parameters:
///   - losses: L_0, L_1, …, T numbers, T ≥ 2; the first is finite.
///   - rates: a…b.
///   - beta: β, 0 ≤ β < 1.
/// - Returns: s_0, s_1, … as far as the test went, and the pick.
public func rangeTestPick(
  _ losses: [Double], rates: ClosedRange<Double>, beta: Double
) -> (smoothed: [Double], pick: Double) {
  todo("15.5")
}

/// Exercise 15.6 · Successive halving.
///
/// In the first rung, all n trials are trained for r epochs. Of a rung with c trials, the ⌊c/f⌋ with the lowest losses at its
/// end go on to the next rung, but at least one. They go on from where they are, until they have had f times as many epochs.
/// The last rung is the first that has one trial.
///
/// Of equal losses, the trial with the lower number counts as better. nan counts as worse than any other loss, ∞ included.
///
/// - Parameters:
///   - losses: n × (as many as there are rungs, or more); row i holds what trial i's loss would be at the end of each rung.
///   - epochs: r, at least 1.
///   - factor: f, at least 2.
/// - Returns: for each rung the numbers of its trials, in any order, counted from 0; and the cost, the epochs that were
///   trained in all rungs and trials together.
public func successiveHalving(_ losses: Matrix, epochs: Int, factor: Int) -> (rungs: [[Int]], cost: Int) {
  todo("15.6")
}
