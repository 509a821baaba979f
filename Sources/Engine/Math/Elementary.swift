// Placeholder with the signatures; replaced by deterministic implementations.
import Foundation

public func exp(_ x: Double) -> Double { Foundation.exp(x) }
public func log(_ x: Double) -> Double { Foundation.log(x) }
public func tanh(_ x: Double) -> Double { Foundation.tanh(x) }
public func sin(_ x: Double) -> Double { Foundation.sin(x) }
public func cos(_ x: Double) -> Double { Foundation.cos(x) }
