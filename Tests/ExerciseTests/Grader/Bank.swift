import Engine

/// Everything the grader knows about one exercise. A lesson's bank is data, no code of its own.
///
/// An answer is right if it equals the reference on every case, each time that it is asked. If it is not, the learner reads
/// the first difference, and before it the sentence of the misconception that explains every wrong case, or most of them.
struct Bank<Input: Sendable, Output>: Sendable {
  typealias Function = @Sendable (Input) -> Output

  /// `"10.1"`, as in the curriculum.
  let id: String
  /// The exercises whose answers this one may call: if it is wrong and one of them is, that one is to be mended first.
  var uses: [String] = []
  /// The inputs, the easiest to read first: the first that fails is the one shown.
  ///
  /// Whatever the generator's seed is, they are of the same kinds.
  let cases: @Sendable (inout Generator) -> [Case<Input>]
  /// How an input is shown.
  let input: @Sendable (Input) -> [Quantity]
  /// What of an answer is compared and shown.
  let output: @Sendable (Output) -> [Quantity]
  let reference: Function
  /// Right answers that compute otherwise; each must pass.
  let alternatives: [Answer<Input, Output>]
  /// Plausible wrong answers, named by their diagnosis; each must be told from the reference and from the others.
  let misconceptions: [Answer<Input, Output>]
  /// Judges an answer, as ``output`` shows it, by what comes of it; nil where the reference's numbers are the only right ones.
  ///
  /// What it finds has a misconception's name for its reason. It is asked of the first case that it finds fault with.
  var judge: (@Sendable (Input, [Quantity]) -> Finding?)? = nil
}

/// A named function for an exercise.
struct Answer<Input: Sendable, Output>: Sendable {
  let name: String
  let function: @Sendable (Input) -> Output

  init(_ name: String, _ function: @escaping @Sendable (Input) -> Output) {
    self.name = name
    self.function = function
  }
}

/// One input, with how exactly its answer is compared.
struct Case<Input: Sendable>: Sendable {
  let input: Input
  /// Entries differ if |got − expected| > tolerance · max(1, |expected|).
  ///
  /// The default leaves room for 10⁶ roundings in another order, and is far below what any mistake changes.
  let tolerance: Double
  /// A sentence shown when this case is the first to fail: what is special about it.
  let note: String?

  init(_ input: Input, tolerance: Double = 1e-9, note: String? = nil) {
    self.input = input
    self.tolerance = tolerance
    self.note = note
  }
}
