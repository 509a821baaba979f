// Exercises of lesson 12, gradient clipping. In every one of them
//
//     g         a gradient, a matrix of the shape of its parameter
//     ‖g‖       its norm: the square root of the sum of the squares of all its entries
//     v         the threshold, a positive number
//     α, β      the largest and the smallest value that an entry may have, β ≤ α
//
// `g.map { … }` makes a matrix of the same shape, entry by entry; `g.elements` is the list of all entries.
// The engine has a norm and three ways of clipping of its own: here you write yours.
//
// Keep names and parameters, and make a helper of your own `private`. `sqrt`, `abs`, `min` and `max` of numbers are
// there; README.md beside this file lists what there is.
//
// Replace `todo("12.1")` by your answer, then: swift test --filter lesson12

import Curriculum
import Engine
import Foundation  // for acos

/// Worked example · Flush what is tiny.
///
/// Replaces every entry that is closer to 0 than a limit by 0. Each entry is judged by itself, so one `map` is enough.
///
///     tinyEntriesFlushed(Matrix([[0.5, -1e-9]]), below: 1e-6)    // [[0.5, 0]]
///
/// To take along: the closure gets one entry and gives what stands in its place, and a condition with a sign in it
/// needs the size of the entry, `abs`.
///
/// - Parameters:
///   - g: any matrix.
///   - limit: positive.
/// - Returns: a matrix of the same shape.
public func tinyEntriesFlushed(_ g: Matrix, below limit: Double) -> Matrix {
  g.map { abs($0) < limit ? 0 : $0 }
}

/// Exercise 12.1 · Clip by value.
///
/// Moves each entry that lies outside β … α to the nearer end, and leaves the others as they are. The limits need not
/// be symmetric.
///
/// - Parameters:
///   - g: the gradient, any shape, all entries finite.
///   - smallest: β.
///   - largest: α, at least β.
/// - Returns: a matrix of the shape of g.
public func gradientClippedByValue(_ g: Matrix, smallest: Double, largest: Double) -> Matrix {
  todo("12.1")
}

/// Exercise 12.2 · Clip by norm.
///
/// Shortens g to the length v if it is longer, and keeps its direction. The norm is that of *all* entries of the matrix
/// together. A gradient of length v or less comes back unchanged, and so does a gradient of zeros.
///
/// The length afterwards is v exactly, up to rounding: add nothing to the norm.
///
/// - Parameters:
///   - g: the gradient, any shape, all entries finite and between 10⁻¹⁰⁰ and 10¹⁰⁰ in size, or 0.
///   - threshold: v, positive.
/// - Returns: a matrix of the shape of g, with a norm of at most v.
public func gradientClippedByNorm(_ g: Matrix, threshold: Double) -> Matrix {
  todo("12.2")
}

/// Exercise 12.3 · Clip by global norm.
///
/// A network's gradient is a list of matrices, one per parameter. Takes them as one long vector, whose norm is the
/// *global norm*. If it is larger than v, all of them are multiplied by the same factor; otherwise all come back
/// unchanged.
///
/// - Parameters:
///   - gradients: at least one matrix; their shapes may differ.
///   - threshold: v, positive.
/// - Returns: as many matrices, of the same shapes and in the same order; their global norm is at most v.
public func gradientsClippedByGlobalNorm(_ gradients: [Matrix], threshold: Double) -> [Matrix] {
  todo("12.3")
}

/// Exercise 12.4 · The angle that clipping turns.
///
/// Measures the angle between two vectors, such as a gradient and its clipped form. The entries of each matrix are taken
/// as one vector, row by row.
///
/// Two vectors of the same direction have the angle 0, two opposite ones 180. Rounding can put their cosine a little
/// above 1 or below −1, where the arc cosine is not a number: your answer must be 0 or 180 there too.
///
/// `acos` answers in radians, of which π make 180 degrees; π is `Double.pi`.
///
/// - Parameters:
///   - a: a matrix that is not all zeros.
///   - b: a matrix of the same shape that is not all zeros.
/// - Returns: the angle in *degrees*, from 0 to 180.
public func angleInDegrees(between a: Matrix, and b: Matrix) -> Double {
  todo("12.4")
}

/// Exercise 12.5 · Survive what is not finite.
///
/// Clips by global norm, as in 12.3, for gradients that have exploded already. Two things are new:
///
/// - If any entry of any matrix is infinite or not a number, no factor helps, and the whole update must be skipped:
///   *every* matrix is returned as zeros, of the same shapes. (Plain descent then stands still. A caller with momentum
///   has to leave out the step itself.)
/// - Entries may be as large as 10³⁰⁰, and then the computed squares are ∞. Such gradients are finite, and must be
///   clipped to the length v like any other.
///
/// As before, a gradient of length v or less comes back unchanged, and so do matrices that are all zeros.
///
/// - Parameters:
///   - gradients: at least one matrix; their shapes may differ; entries of at most 10³⁰⁰ in size, or not finite.
///   - threshold: v, between 10⁻³ and 10³.
/// - Returns: as many matrices, of the same shapes and in the same order, all entries finite.
public func gradientsClippedSafely(_ gradients: [Matrix], threshold: Double) -> [Matrix] {
  todo("12.5")
}
