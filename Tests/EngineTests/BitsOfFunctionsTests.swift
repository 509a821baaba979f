import Testing

@testable import Engine

/// Training makes the last bit of a function visible, so pages are the same everywhere only if that bit is. A term
/// less in a series may stay within the error that the functions are allowed: it does not stay within these bits.
@Suite struct `the bits of a function` {
  /// Recorded on x86-64; other machines and threads must give the same.
  @Test(
    arguments: [
      ("exp", 0xE015_D7C4_210A_9353), ("sigmoid", 0xAA27_4676_9F06_76F9), ("tanh", 0xDD28_DD4E_A980_8608),
      ("log", 0x2DEA_CBBD_1F40_0D26), ("sin", 0xD948_706C_D125_1400), ("cos", 0x523A_50AD_0CC0_FC30),
    ] as [(String, UInt64)])
  func `are those of every other machine`(name: String, recorded: UInt64) throws {
    let function = try #require(ElementaryFunction.all.first { $0.name == name })
    var generator = Generator(seed: 2026)
    var digest: UInt64 = 0
    for _ in 0..<20_000 {
      let x = generator.uniform(in: -30..<30)
      digest = (digest ^ function.ours(name == "log" ? abs(x) : x).bitPattern) &* 0x9E37_79B9_7F4A_7C15
      digest ^= digest >> 29
    }
    #expect(digest == recorded)
  }
}
