import Foundation

#if os(Linux)
  // In glibc's <execinfo.h>, which Swift's Glibc module leaves out.
  private typealias Capture = @convention(c) @Sendable (UnsafeMutablePointer<UnsafeMutableRawPointer?>, Int32) -> Int32
  private typealias Print =
    @convention(c) @Sendable (UnsafeMutablePointer<UnsafeMutableRawPointer?>, Int32, Int32) -> Void
  private let capture = dlsym(nil, "backtrace").map { unsafeBitCast($0, to: Capture.self) }
  private let print = dlsym(nil, "backtrace_symbols_fd").map { unsafeBitCast($0, to: Print.self) }

  /// Leaves a stack trace on stderr when a trap stops this process, one line `image(+0x1234) [address]` per frame.
  ///
  /// Some traps come without a word: an integer overflow, a failed precondition in optimized code. `backtrace` allocates
  /// on its first call, so that one is made here; from then on it and its companion are safe in a signal handler.
  func traceTraps() {
    var address: UnsafeMutableRawPointer?
    guard capture?(&address, 1) != nil, print != nil else { return }
    for trap in [SIGILL, SIGTRAP, SIGFPE] {
      signal(trap) { trap in
        withUnsafeTemporaryAllocation(of: UnsafeMutableRawPointer?.self, capacity: 64) { frames in
          guard let start = frames.baseAddress, let count = capture?(start, 64) else { return }
          print?(start, count, STDERR_FILENO)
        }
        signal(trap, SIG_DFL)  // and back to the instruction, which traps again
      }
    }
  }
#else
  /// Elsewhere a crash is reported without its line.
  func traceTraps() {}
#endif

/// A frame of a stack trace, with its line where the toolchain's symbolizer knows it.
struct TracedFrame {
  /// Such as `"batchNormalized"`, or `"Swift runtime failure: arithmetic overflow"` for a trap.
  let function: String
  /// `"Exercises/10-batch-normalization.swift:57"`, or an absolute path.
  let place: String
}

/// The frames of this program in what a crashed process left on stderr, the innermost first.
///
/// Both the runtime's trace and ours give offsets in the program; `llvm-symbolizer`, part of the toolchain on Linux, turns
/// them into functions and lines. Where it is missing there are no frames, and the report does without.
func tracedFrames(in errors: String) -> [TracedFrame] {
  let image = CommandLine.arguments[0]
  let name = image.split(separator: "/").last.map(String.init) ?? image
  var offsets: [Int] = []
  var isInterrupted = false
  for line in errors.split(separator: "\n") {
    if line.contains(name + "(+0x"), let hex = line.split(separator: "(+0x").last?.prefix(while: \.isHexDigit) {
      // A return address lies behind its call; only where a signal interrupted is the address the instruction's own.
      if let offset = Int(hex, radix: 16) { offsets.append(isInterrupted ? offset : offset - 1) }
    } else if line.contains(name), line.contains(" + "),
      let offset = line.split(separator: " ").last.flatMap({ Int($0) })
    {
      offsets.append(offset - 1)
    }
    isInterrupted = line.contains("libc.so")
  }
  return offsets.isEmpty ? [] : symbolized(offsets, in: image)
}

private func symbolized(_ offsets: [Int], in image: String) -> [TracedFrame] {
  let symbolizer = Process()
  symbolizer.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  symbolizer.arguments = ["llvm-symbolizer", "--obj=" + image] + offsets.map(String.init)
  let pipe = Pipe()
  symbolizer.standardOutput = pipe
  symbolizer.standardError = FileHandle.nullDevice
  guard (try? symbolizer.run()) != nil else { return [] }
  let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  symbolizer.waitUntilExit()
  // Two lines per frame: the function, then path:line:column.
  let lines = text.split(separator: "\n").map(String.init)
  return stride(from: 0, to: lines.count - 1, by: 2).map { k in
    let parts = lines[k + 1].split(separator: ":")
    return TracedFrame(function: lines[k], place: parts.prefix(2).joined(separator: ":"))
  }
}
