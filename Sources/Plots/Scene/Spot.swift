/// A place in the unit square: (0, 0) is a plot's lower left corner, (1, 1) its upper right.
///
/// What is drawn goes through three kinds of places: a ``Point`` in the units of the axes, a spot, which is the same for
/// both renderers, and at last a pixel of the page (y downwards) or a dot of a ``Braille`` drawing.
struct Spot: Equatable {
  var u: Double
  var v: Double

  var isInside: Bool { 0...1 ~= u && 0...1 ~= v }
}

/// A rectangle in the unit square.
struct Box: Equatable {
  let u0, u1, v0, v1: Double
  /// Whether it is the lower part of something higher.
  var isCut = false
}

/// What can be seen of a way through the plane.
struct Path {
  let pieces: [[Spot]]
  let dots: [Spot]
  /// The first and the last point, if they are inside and have a place.
  let start: Spot?
  let end: Spot?

  /// The dots that stand clear of each other by `gap`, in a frame of `width` × `height`: first come, first kept.
  func dots(gap: Double, width: Double, height: Double) -> [Spot] {
    var kept = [start, end].compactMap { $0 }
    let ends = kept.count
    for dot in dots {
      let isClear = kept.allSatisfy { other in
        let (dx, dy) = ((dot.u - other.u) * width, (dot.v - other.v) * height)
        return dx * dx + dy * dy >= gap * gap
      }
      if isClear { kept.append(dot) }
    }
    return Array(kept[ends...])
  }
}

/// What can be seen of a vector.
struct Arrow {
  let from: Spot
  let to: Spot
  /// Whether the tip itself is inside.
  let hasHead: Bool
}
