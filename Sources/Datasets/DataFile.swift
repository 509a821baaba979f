import Foundation

/// A file that is there and can be read, with its size known before any of it is read.
///
/// Reading files is all this does, and the only place, with `digits.bin`'s, where Foundation is needed.
struct DataFile {
  let path: String
  let size: Int
  private let dataset: String

  /// What stands at a path; links are followed.
  enum Kind { case nothing, directory, file, other }

  static func kind(at path: String) -> Kind {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { return .nothing }
    if isDirectory.boolValue { return .directory }
    return attributes(of: path)?[.type] as? FileAttributeType == .typeRegular ? .file : .other
  }

  private static func attributes(of path: String) -> [FileAttributeKey: Any]? {
    try? FileManager.default.attributesOfItem(atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
  }

  /// Looks at the file at `path`, on behalf of `dataset`, whose name begins each error.
  init(_ path: String, for dataset: String) throws(DatasetError) {
    switch Self.kind(at: path) {
    case .file: break
    case .nothing: throw DatasetError(dataset, "there is no file \(quoted(path))")
    case .directory: throw DatasetError(dataset, "\(quoted(path)) is a directory; it should be a file")
    case .other: throw DatasetError(dataset, "\(quoted(path)) is a device or a pipe; it should be a file")
    }
    guard let size = Self.attributes(of: path)?[.size] as? Int else {
      throw DatasetError(dataset, "the size of \(quoted(path)) cannot be found out; it should be a readable file")
    }
    self.path = path
    self.size = size
    self.dataset = dataset
  }

  /// The file's first `count` bytes, or all of them if there are fewer.
  func bytes(upTo count: Int) throws(DatasetError) -> [UInt8] {
    let count = min(count, size)
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw DatasetError(dataset, "\(quoted(path)) cannot be read; check its permissions")
    }
    defer { try? handle.close() }
    guard count > 0 else { return [] }
    let bytes = (try? handle.read(upToCount: count)).flatMap { $0 } ?? Data()
    guard bytes.count == count else {
      throw DatasetError(dataset, "only \(bytes.count) of the first \(count) bytes of \(quoted(path)) could be read")
    }
    return [UInt8](bytes)
  }
}

extension DataFile {
  /// `digits.bin`, as it was shipped with the program.
  static func shippedDigits() throws(DatasetError) -> DataFile {
    let shipped = Bundle.module.url(forResource: "digits", withExtension: "bin")
    return try DataFile(shipped?.path ?? Bundle.module.bundlePath + "/digits.bin", for: "Digits")
  }
}
