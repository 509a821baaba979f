/// The entries' absolute values. That of a number is the standard library's `abs`.
public func abs(_ x: Matrix) -> Matrix { x.map { Swift.abs($0) } }
