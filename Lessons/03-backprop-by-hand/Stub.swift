import Plots
struct Graph {
  struct Node { let id: String; let label: String; let column: Int; let row: Double }
  struct Edge { let from: String; let to: String; let above: String; let below: String }
  let nodes: [Node]; let edges: [Edge]
}
extension Figure {
  static func graph(_ t: String = "", _ g: Graph) -> Figure { .plot(Plot("graph to come", marks: [.line([1, 2])])) }
}
