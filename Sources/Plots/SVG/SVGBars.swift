/// Histograms: bars side by side, and the outline that tells one histogram from another in front of it.
extension SVGPanel {
  /// The bars as one path, half a pixel apart on either side where they are wide enough.
  ///
  /// One that is higher than the frame is broken below its upper end, aslant: what is above the gap is not to scale.
  func bars(_ boxes: [Box]) -> String {
    let (tip, slant, gap) = (7.0, 4.0, 4.0)
    return boxes.filter { $0.v1 > $0.v0 }.map { box in
      let inset = (box.u1 - box.u0) * width > 4 ? 0.5 : 0
      let (x0, x1) = (px(x(box.u0) + inset), px(x(box.u1) - inset))
      let (ground, end) = (y(box.v0), y(box.v1))
      guard box.isCut, ground - end > 2 * (tip + slant + gap) else {
        return "M\(x0),\(px(ground))V\(px(end))H\(x1)V\(px(ground))Z"
      }
      let (left, right) = (end + tip + slant, end + tip)
      return "M\(x0),\(px(ground))V\(px(left + gap))L\(x1),\(px(right + gap))V\(px(ground))Z"
        + "M\(x0),\(px(left))V\(px(end))H\(x1)V\(px(right))Z"
    }.joined()
  }

  /// The outline of the bars together, open where one is higher than the frame.
  func skyline(_ boxes: [Box]) -> String {
    guard let first = boxes.first, let last = boxes.last else { return "" }
    let steps = boxes.map { box in
      "V\(px(y(box.v1)))" + (box.isCut ? "M\(px(x(box.u1))),\(px(y(box.v1)))" : "H\(px(x(box.u1)))")
    }
    return "M\(px(x(first.u0))),\(px(y(first.v0)))" + steps.joined() + "V\(px(y(last.v0)))"
  }
}
