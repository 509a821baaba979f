import Foundation

#if canImport(Glibc)
  // In glibc's <execinfo.h>, which Swift's Glibc module leaves out.
  private typealias Capture = @convention(c) @Sendable (UnsafeMutablePointer<UnsafeMutableRawPointer?>, Int32) -> Int32
  private typealias Print =
    @convention(c) @Sendable (UnsafeMutablePointer<UnsafeMutableRawPointer?>, Int32, Int32) -> Void
  private let capture = dlsym(nil, "backtrace").map { unsafeBitCast($0, to: Capture.self) }
  private let print = dlsym(nil, "backtrace_symbols_fd").map { unsafeBitCast($0, to: Print.self) }

  /// Leaves a stack trace on stderr when a trap stops this process: first a line `… [address]` for the instruction that
  /// trapped, then one for each frame. Before it stands now where this program's code lies.
  ///
  /// Some traps come without a word: an integer overflow, a failed precondition in optimized code. `backtrace` allocates
  /// on its first call, so that one is made here; from then on it and its companion are safe in a signal handler.
  func traceTraps() {
    var address: UnsafeMutableRawPointer?
    guard capture?(&address, 1) != nil, print != nil, let image = LoadedImage.current else { return }
    FileHandle.standardError.write(Data((image.line + "\n").utf8))
    var action = sigaction()
    action.sa_flags = SA_SIGINFO
    action.__sigaction_handler.sa_sigaction = { trap, info, _ in
      // The kernel's own word: how a signal's frame looks on the stack is another matter on every processor.
      var instruction: UnsafeMutableRawPointer? = info?.pointee._sifields._sigfault.si_addr
      print?(&instruction, 1, STDERR_FILENO)
      withUnsafeTemporaryAllocation(of: UnsafeMutableRawPointer?.self, capacity: 64) { frames in
        guard let start = frames.baseAddress, let count = capture?(start, 64) else { return }
        print?(start, count, STDERR_FILENO)
      }
      signal(trap, SIG_DFL)  // and back to the instruction, which traps again
    }
    for trap in [SIGILL, SIGTRAP, SIGFPE] { sigaction(trap, &action, nil) }
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

/// The frames of our code in what a crashed process left on stderr, the innermost first.
///
/// The trace gives addresses; `llvm-symbolizer`, part of the toolchain on Linux, turns them into functions and lines. Where
/// it is missing there are no frames, and the report does without.
func tracedFrames(in errors: String) -> [TracedFrame] {
  let lines = errors.split(separator: "\n")
  guard let image = lines.lazy.compactMap({ LoadedImage(line: $0) }).first else { return [] }
  let offsets = offsetsOfFrames(in: lines, of: image)
  return offsets.isEmpty ? [] : symbolized(offsets, in: image.path)
}

/// The instructions at which the frames of an image stand, counted from its start.
func offsetsOfFrames(in lines: [Substring], of image: LoadedImage) -> [Int] {
  let addresses = lines.compactMap { line -> Int? in
    guard line.hasSuffix("]"), let hex = line.split(separator: "[0x").last?.dropLast() else { return nil }
    return Int(hex, radix: 16)
  }
  // A return address lies after its call; only the instruction that trapped is itself.
  return addresses.filter(image.addresses.contains).map {
    ($0 == addresses.first ? $0 : $0 - 1) - image.addresses.lowerBound
  }
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
