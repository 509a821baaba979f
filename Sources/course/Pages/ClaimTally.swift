import LessonKit

/// What became of a lesson's claims over many runs: how often each failed, and where it came closest to that.
struct ClaimTally {
  /// A claim, told from the others by its place: the line that makes it, and which of that line's claims it is.
  struct Row: Equatable {
    fileprivate(set) var runs = 0
    fileprivate(set) var fails = 0
    /// From the run that left the least room.
    fileprivate(set) var worst: ClaimRecord
    fileprivate(set) var seed: UInt64
  }

  /// How many runs came to their end.
  private(set) var runs = 0
  /// The seeds of those that did not.
  private(set) var brokenSeeds: [UInt64] = []
  private var places: [[Int]: Row] = [:]

  var fails: Int { places.values.map(\.fails).reduce(0, +) }

  /// The claims with the least room first.
  var rows: [Row] {
    let inOrder = places.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    return inOrder.enumerated().sorted { ($0.element.worst.room, $0.offset) < ($1.element.worst.room, $1.offset) }.map(
      \.element)
  }

  /// Counts a run that came to its end.
  mutating func add(_ claims: [ClaimRecord], seed: UInt64) {
    runs += 1
    var count: [Int: Int] = [:]
    for claim in claims {
      let place = [claim.line, count[claim.line, default: 0]]
      count[claim.line, default: 0] += 1
      var row = places[place] ?? Row(worst: claim, seed: seed)
      row.runs += 1
      if !claim.holds { row.fails += 1 }
      // By seed where the room is the same, so that the order of the runs does not matter.
      if (claim.room, seed) < (row.worst.room, row.seed) { (row.worst, row.seed) = (claim, seed) }
      places[place] = row
    }
  }

  /// Counts a run that did not.
  mutating func addBroken(seed: UInt64) { brokenSeeds = (brokenSeeds + [seed]).sorted() }
}

extension ClaimRecord {
  /// The margin, with all the room there is where there is none to speak of.
  fileprivate var room: Double { margin ?? .infinity }
}
