#if os(Linux)
  import Foundation

  /// Landlock, by which a Linux process gives up rights that neither it nor what it starts can get back.
  ///
  /// It needs no privileges, and is part of the kernel since 5.13; newer kernels can refuse more. What this kernel does not
  /// know is not asked of it. (Linux, *Documentation/userspace-api/landlock.rst*; numbers of `linux/landlock.h`.)
  public enum Landlock {
    /// Which of its versions the kernel has; 0 if none.
    public static var version: Int { max(0, systemCall(444, 0, 0, 1)) }

    /// Rights on files, one bit each.
    private enum Right {
      static let execute: UInt64 = 1 << 0
      static let writeFile: UInt64 = 1 << 1
      static let readFile: UInt64 = 1 << 2
      static let readFolder: UInt64 = 1 << 3
      /// Removing, and making nodes of each kind: bits 4 to 12.
      static let makeAndRemove: UInt64 = 0x1FF0
      /// Since version 2: moving between folders. Since 3: cutting a file short. Since 5: commands to devices.
      static let refer: UInt64 = 1 << 13
      static let truncate: UInt64 = 1 << 14
      static let commandDevice: UInt64 = 1 << 15
    }

    private struct Attributes {
      var files: UInt64
      var network: UInt64
      var scopes: UInt64
    }

    /// Leaves this process the right to read and execute beneath some paths, and to write beneath others. Paths that do not
    /// exist are passed over. It holds for the calling thread, the threads and processes that it starts from then on, and the
    /// program that it becomes.
    ///
    /// Where the kernel knows how, it also refuses TCP (version 4), and signals to processes outside (version 6).
    ///
    /// - Returns: whether it is done; if not, nothing has changed.
    public static func confine(readable: [String], writable: [String]) -> Bool {
      let version = version
      guard version > 0 else { return false }
      var files = Right.execute | Right.writeFile | Right.readFile | Right.readFolder | Right.makeAndRemove
      if version >= 2 { files |= Right.refer }
      if version >= 3 { files |= Right.truncate }
      if version >= 5 { files |= Right.commandDevice }
      var attributes = Attributes(files: files, network: version >= 4 ? 3 : 0, scopes: version >= 6 ? 3 : 0)
      let size = version >= 6 ? 24 : version >= 4 ? 16 : 8
      let rules = withUnsafeMutablePointer(to: &attributes) { systemCall(444, Int(bitPattern: $0), size, 0) }
      guard rules >= 0 else { return false }
      defer { close(Int32(rules)) }
      let reading = Right.execute | Right.readFile | Right.readFolder
      for path in readable { guard allow(reading, beneath: path, in: rules) else { return false } }
      for path in writable { guard allow(files & ~Right.execute, beneath: path, in: rules) else { return false } }
      let setNoNewPrivileges = 38
      return processControl(setNoNewPrivileges, 1) == 0 && systemCall(446, rules, 0, 0) == 0
    }

    /// Adds a rule; true also where there is no such path.
    private static func allow(_ rights: UInt64, beneath path: String, in rules: Int) -> Bool {
      let file = open(path, Int32(0o10000000) | O_CLOEXEC)  // O_PATH
      guard file >= 0 else { return true }
      defer { close(file) }
      var status = stat()
      guard fstat(file, &status) == 0 else { return false }
      // A file has fewer rights than a folder, and the kernel refuses a rule with others.
      let ofFiles = Right.execute | Right.writeFile | Right.readFile | Right.truncate | Right.commandDevice
      let known = status.st_mode & S_IFMT == S_IFDIR ? rights : rights & ofFiles
      // The rights and the file lie side by side, without padding.
      var rule = [UInt8](repeating: 0, count: 12)
      withUnsafeBytes(of: known) { rule.replaceSubrange(0..<8, with: $0) }
      withUnsafeBytes(of: file) { rule.replaceSubrange(8..<12, with: $0) }
      return rule.withUnsafeMutableBytes { systemCall(445, rules, 1, Int(bitPattern: $0.baseAddress)) } == 0
    }

    /// `syscall`, which Swift does not import since it takes any number of arguments.
    private static func systemCall(_ number: Int, _ a: Int, _ b: Int, _ c: Int) -> Int {
      typealias Call = @convention(c) (Int, Int, Int, Int, Int) -> Int
      guard let symbol = dlsym(nil, "syscall") else { return -1 }
      return unsafeBitCast(symbol, to: Call.self)(number, a, b, c, 0)
    }
  }

  /// `prctl`, likewise.
  @discardableResult
  public func processControl(_ option: Int, _ value: Int) -> Int32 {
    typealias Call = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
    guard let symbol = dlsym(nil, "prctl") else { return -1 }
    return unsafeBitCast(symbol, to: Call.self)(Int32(option), UInt(value), 0, 0, 0)
  }
#endif
