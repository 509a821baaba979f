import Foundation

/// The system's own eˣ of every number, one after another.
@inline(never)
public func systemExp(_ x: [Double]) -> [Double] { x.map { Foundation.exp($0) } }

/// The system's own tanh x of every number, one after another.
@inline(never)
public func systemTanh(_ x: [Double]) -> [Double] { x.map { Foundation.tanh($0) } }
