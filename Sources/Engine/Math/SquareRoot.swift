/// The square root, correctly rounded; nan below 0. The same as `x.squareRoot()`.
public func sqrt(_ x: Double) -> Double { x.squareRoot() }

/// The entries' square roots.
public func sqrt(_ x: Matrix) -> Matrix { x.map { $0.squareRoot() } }
