/// Cuts lines and regions at the unit square's border.
enum Clip {
  /// The visible pieces of a line; a `nil` breaks it. A piece of one spot is a point on its own.
  static func line(_ spots: [Spot?]) -> [[Spot]] {
    var pieces: [[Spot]] = []
    var piece: [Spot] = []
    func isAlone(_ i: Int) -> Bool {
      (i == 0 || spots[i - 1] == nil) && (i == spots.count - 1 || spots[i + 1] == nil)
    }
    for (i, spot) in spots.enumerated() {
      if let spot, isAlone(i), spot.isInside { pieces.append([spot]) }
      guard let spot, i > 0, let previous = spots[i - 1], let (start, end) = segment(previous, spot) else {
        if piece.count > 1 { pieces.append(piece) }
        piece = []
        continue
      }
      if piece.last != start {
        if piece.count > 1 { pieces.append(piece) }
        piece = [start]
      }
      piece.append(end)
    }
    if piece.count > 1 { pieces.append(piece) }
    return pieces
  }

  /// The visible part of a way, and which of its points can be seen.
  static func path(_ spots: [Spot?]) -> Path {
    func visible(_ spot: Spot??) -> Spot? { spot.flatMap { $0 }.flatMap { $0.isInside ? $0 : nil } }
    return Path(
      pieces: line(spots), dots: spots.compactMap { visible($0) }, start: visible(spots.first),
      end: visible(spots.last))
  }

  /// The visible part of an arrow; `nil` if there is none.
  static func arrow(_ start: Spot?, _ end: Spot?) -> Arrow? {
    guard let start, let end, let (a, b) = segment(start, end) else { return nil }
    return Arrow(from: a, to: b, hasHead: end.isInside)
  }

  /// The part of a segment within the unit square.
  ///
  /// Each border cuts the parameter interval 0 ≤ t ≤ 1. Source: Liang, Barsky, *A New Concept and Method for Line
  /// Clipping* (1984).
  static func segment(_ a: Spot, _ b: Spot) -> (Spot, Spot)? {
    let du = b.u - a.u
    let dv = b.v - a.v
    var enter = 0.0
    var leave = 1.0
    for (direction, distance) in [(-du, a.u), (du, 1 - a.u), (-dv, a.v), (dv, 1 - a.v)] {
      if direction == 0 {
        if distance < 0 { return nil }
      } else if direction < 0 {
        enter = max(enter, distance / direction)
      } else {
        leave = min(leave, distance / direction)
      }
    }
    guard enter <= leave else { return nil }
    func spot(_ t: Double) -> Spot { Spot(u: unit(a.u + t * du), v: unit(a.v + t * dv)) }
    return (enter == 0 ? a : spot(enter), leave == 1 ? b : spot(leave))
  }

  /// The part of a polygon within the unit square, border by border.
  ///
  /// Source: Sutherland, Hodgman, *Reentrant Polygon Clipping* (1974).
  static func polygon(_ corners: [Spot]) -> [Spot] {
    var corners = corners
    let distances: [(Spot) -> Double] = [{ $0.u }, { 1 - $0.u }, { $0.v }, { 1 - $0.v }]
    for distance in distances {
      var kept: [Spot] = []
      for (i, b) in corners.enumerated() {
        let a = corners[i == 0 ? corners.count - 1 : i - 1]
        let (da, db) = (distance(a), distance(b))
        if (da < 0) != (db < 0) {
          let t = da / (da - db)
          kept.append(Spot(u: a.u + t * (b.u - a.u), v: a.v + t * (b.v - a.v)))
        }
        if db >= 0 { kept.append(b) }
      }
      corners = kept
    }
    return corners.map { Spot(u: unit($0.u), v: unit($0.v)) }
  }

  private static func unit(_ value: Double) -> Double { min(1, max(0, value)) }
}
