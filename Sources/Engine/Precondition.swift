/// Stops the program with `message` unless `condition` holds: for a programmer's errors.
///
/// It takes the place of Swift's own `precondition`, which in an optimized build traps but throws its message
/// away. The engine is optimized even in debug builds, as are other targets that import it, and the message is what
/// tells you which shapes did not match.
@inlinable
package func precondition(
  _ condition: Bool, _ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line
) {
  if !condition { fatalError(message(), file: file, line: line) }
}

/// Stops the program unless `value` lies in `range`, which a nan never does: "Momentum: β must lie in 0.0..<1.0, not 1.0".
package func require(_ name: @autoclosure () -> String, _ value: Double, in range: some RangeExpression<Double>) {
  precondition(range.contains(value), "\(name()) must lie in \(range), not \(value)")
}
