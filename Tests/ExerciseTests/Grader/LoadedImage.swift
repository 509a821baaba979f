import Foundation

/// The file that holds the learner's and the grader's compiled code, and where it lies in memory.
///
/// It is the test program itself, or a library that a runner of the build system's has loaded.
struct LoadedImage: Equatable {
  let path: String
  let addresses: Range<Int>

  /// The one that this code is in, from the kernel's list of what is mapped.
  static var current: LoadedImage? {
    // The kernel hands this file out by the page, and a reader who takes one page for the whole misses our library.
    let list = FileHandle(forReadingAtPath: "/proc/self/maps")?.readDataToEndOfFile() ?? Data()
    return LoadedImage(around: Int(bitPattern: #dsohandle), in: String(decoding: list, as: UTF8.self))
  }

  /// - Parameter maps: lines `start-end permissions offset device inode path`.
  init?(around address: Int, in maps: String) {
    let mapped = maps.split(separator: "\n").compactMap { line -> (range: Range<Int>, path: String)? in
      let parts = line.split(separator: " ", maxSplits: 5)
      let ends = parts[0].split(separator: "-").compactMap { Int($0, radix: 16) }
      guard parts.count == 6, ends.count == 2, ends[0] < ends[1] else { return nil }
      return (ends[0]..<ends[1], parts[5].trimmingCharacters(in: .whitespaces))
    }
    guard let path = mapped.first(where: { $0.range.contains(address) })?.path else { return nil }
    let ranges = mapped.filter { $0.path == path }.map(\.range)
    self.path = path
    addresses = ranges[0].lowerBound..<ranges[ranges.count - 1].upperBound
  }

  /// `"image 4096 8192 /folder/program"`.
  var line: String { "image \(addresses.lowerBound) \(addresses.upperBound) \(path)" }

  init?(line: Substring) {
    let parts = line.split(separator: " ", maxSplits: 3)
    guard parts.count == 4, parts[0] == "image", let start = Int(parts[1]), let end = Int(parts[2]), start < end else {
      return nil
    }
    path = String(parts[3])
    addresses = start..<end
  }
}
