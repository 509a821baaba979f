import Testing

@Suite struct `The trace of a trap` {
  /// As Linux lists what is mapped: a runner, and the library with the tests that it has loaded, in a folder with a space.
  private let maps = """
    1000-2000 r--p 00000000 fd:01 17 /a b/ExerciseTests-test-runner
    7f00a000-7f00b000 r--p 00000000 fd:01 18                         /a b/ExerciseTests.so
    7f00b000-7f00d000 r-xp 00001000 fd:01 18                         /a b/ExerciseTests.so
    7f00d000-7f00e000 rw-p 00000000 00:00 0
    7f00e000-7f00f000 rw-p 00003000 fd:01 18                         /a b/ExerciseTests.so
    7f100000-7f101000 r-xp 00000000 fd:01 19                         /lib/libc.so.6

    """

  @Test func `is of the file that holds the grader, whoever has loaded it`() throws {
    let image = try #require(LoadedImage(around: 0x7f00_e010, in: maps))
    #expect(image.path == "/a b/ExerciseTests.so")
    #expect(image.addresses == 0x7f00_a000..<0x7f00_f000)
    #expect(LoadedImage(line: Substring(image.line)) == image)
    #expect(LoadedImage(around: 0x7f10_0000, in: maps)?.path == "/lib/libc.so.6")
    #expect(LoadedImage(around: 0x3000, in: maps) == nil)
  }

  @Test func `begins with the instruction itself, and goes on with the calls before return addresses`() throws {
    let image = try #require(LoadedImage(around: 0x7f00_b000, in: maps))
    // On arm64 nothing on the stack tells where the signal's frame ends.
    let trace = """
      /a b/ExerciseTests.so(+0x1044)[0x7f00b044]
      /a b/ExerciseTests.so($s9Exercises+0x12) [0x7f00c012]
      linux-vdso.so.1(__kernel_rt_sigreturn+0x0) [0x7f200000]
      /a b/ExerciseTests.so($s9Exercises4meanSd+0x44)[0x7f00b044]
      /a b/ExerciseTests.so [0x7f00b100]
      /lib/libc.so.6(+0x10) [0x7f100010]
      what an answer prints [0xnothing]
      """
    #expect(offsetsOfFrames(in: trace.split(separator: "\n"), of: image) == [0x1044, 0x2011, 0x1044, 0x10ff])
  }
}
