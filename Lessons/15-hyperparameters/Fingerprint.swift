import Datasets

extension Dataset {
  /// Eight digits that depend on every number of the data: trials of other data are worth nothing here.
  var fingerprint: String {
    let digest = zip(inputs.elements.indices, inputs.elements).reduce(
      UInt64(labels.count)
    ) {
      ($0 ^ $1.1.bitPattern) &* 0x100_0000_01b3
    }
    return String(digest >> 32, radix: 16)
  }
}
