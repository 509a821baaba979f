// exp, sigmoid and tanh: the same bits on every machine.
//
// All three rest on one decomposition of the exponential (Tang, *Table-Driven Implementation of the Exponential
// Function*, 1989, here without the table; Muller, *Elementary Functions*, 3rd ed., chapters 3 and 11):
//
//     eˣ = 2ⁿ (1 + r + t)     n = x / ln 2, rounded     r = x − n ln 2, so |r| ≤ 0.347     t = eʳ − 1 − r
//
//   1. ln 2 is held in two parts. x − n · ln2 is exact when it is fused: both terms are multiples of 2⁻⁵⁴ and the
//      difference is below ½. Subtracting n · ln2Tail rounds; what that loses is added to t.
//   2. t is Taylor's series up to r¹⁴/14!, whose first missing term is below 2⁻⁶².
//   3. 1 + r + t is added from the largest term down, and the rounding error of 1 + r joins t. As t is below 0.07,
//      its own rounding errors stay below 2⁻⁵⁶.
//
// Error budget of exp, in ulp: final rounding 0.50, t 0.14. A subnormal result is rounded a second time, which
// adds 0.50 while the first error counts at most half: 0.82 in all. sigmoid and tanh carry numerator and denominator
// as unevaluated sums of two numbers and correct the quotient by its remainder: 0.50 again, and t's share, which
// grows to 0.3 in tanh near x = 0.17, where the numerator is a third of its largest term.

/// The exponential eˣ, with an error below 1 ulp.
public func exp(_ x: Double) -> Double { exponential(Lanes(repeating: x))[0] }

/// The exponential of every entry.
public func exp(_ x: Matrix) -> Matrix { elementwise(x, cost: 1000, exponentials) }

/// The logistic function 1 / (1 + e⁻ˣ), with an error below 1 ulp, also where it is nearly 0.
public func sigmoid(_ x: Double) -> Double { logistic(Lanes(repeating: x))[0] }

/// The logistic function of every entry.
public func sigmoid(_ x: Matrix) -> Matrix { elementwise(x, cost: 1000, logistics) }

/// The hyperbolic tangent (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ), with an error below 1 ulp.
public func tanh(_ x: Double) -> Double { hyperbolicTangent(Lanes(repeating: x))[0] }

/// The hyperbolic tangent of every entry.
public func tanh(_ x: Matrix) -> Matrix { elementwise(x, cost: 1000, hyperbolicTangents) }
