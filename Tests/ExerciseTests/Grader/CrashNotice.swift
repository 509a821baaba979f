import Foundation

/// What Swift says when it stops a program: the message, and the line of the learner's file that led to it.
struct CrashNotice {
  let message: String
  /// `"Exercises/10-batch-normalization.swift:57"`, where it can be found out.
  let place: String?

  /// Reads the text that the runtime wrote on stderr; nil if there is no message in it.
  init?(errors: String) {
    let lines = errors.split(separator: "\n")
    guard let line = lines.first(where: { $0.contains("Fatal error") }) else { return nil }
    let parts = line.split(separator: ": ", maxSplits: 2)
    message = String(parts.last ?? line)
    if let file = parts.first, file.hasPrefix("Exercises/") {
      place = String(file)
    } else {
      place = learnerLine(in: lines)
    }
  }

  var sentence: String {
    "Your answer crashed" + (place.map { " at \($0)" } ?? "") + ": \(message)"
  }
}

/// The innermost line of `Exercises/` in a stack trace that names no lines.
///
/// On Linux the runtime prints the offset of every frame in its image; the toolchain's `llvm-symbolizer` turns
/// offsets into lines. Where either is missing the result is nil, and the report does without the line.
private func learnerLine(in trace: [Substring]) -> String? {
  let image = CommandLine.arguments[0]
  let name = image.split(separator: "/").last ?? ""
  let offsets = trace.filter { $0.contains(name) }.compactMap { Int($0.split(separator: " ").last ?? "") }
  guard !offsets.isEmpty else { return nil }
  let symbolizer = Process()
  symbolizer.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  symbolizer.arguments = ["llvm-symbolizer", "--obj=" + image] + offsets.map(String.init)
  let pipe = Pipe()
  symbolizer.standardOutput = pipe
  symbolizer.standardError = FileHandle.nullDevice
  guard (try? symbolizer.run()) != nil else { return nil }
  let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  symbolizer.waitUntilExit()
  for line in text.split(separator: "\n") {
    guard let folder = line.range(of: "/Exercises/") else { continue }
    let parts = line[folder.lowerBound...].dropFirst().split(separator: ":")
    if parts.count >= 2 && parts[1] != "0" { return parts[0] + ":" + parts[1] }
  }
  return nil
}
