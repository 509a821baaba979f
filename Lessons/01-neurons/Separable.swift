import Engine

/// Random examples that a line (a plane, for three inputs or more) separates.
///
/// Points lie evenly in the square (the cube) from −1 to 1. None is nearer than `gap` to
/// the line that labels them.
func separable(
  _ count: Int, inputs: Int, gap: Double, using generator: inout Generator
) -> [Example] {
  let normal = (0..<inputs).map { _ in generator.normal() }
  let offset = generator.uniform(in: -0.5..<0.5)
  var examples: [Example] = []
  while examples.count < count {
    let x = (0..<inputs).map { _ in generator.uniform(in: -1..<1) }
    let distance = dot(normal, x) / length(normal) - offset
    if abs(distance) >= gap { examples.append(Example(x, distance > 0 ? 1 : -1)) }
  }
  return examples
}
