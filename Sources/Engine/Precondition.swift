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
