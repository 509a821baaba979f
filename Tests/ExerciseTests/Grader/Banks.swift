/// The bank of every exercise that is graded, in the curriculum's order.
let banks: [AnyBank] = [
  Lesson01.banks,
  Lesson02.banks,
  Lesson03.banks,
  Lesson04.banks,
  Lesson05.banks,
  Lesson06.banks,
  Lesson07.banks,
  Lesson08.banks,
  Lesson09.banks,
  Lesson10.banks,
  Lesson11.banks,
  Lesson12.banks,
  Lesson13.banks,
  Lesson14.banks,
  Lesson15.banks,
  Lesson16.banks,
].flatMap(\.self)

extension AnyBank {
  /// The bank of the exercise with that id, or nil.
  static func of(_ id: String) -> AnyBank? { banks.first { $0.id == id } }
}
