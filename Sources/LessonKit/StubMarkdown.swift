struct Markdown {
  init(_ s: String) { self.s = s }; let s: String; func text(width: Int, styled: Bool) -> String { s };
  static func forGitHub(_ s: String) -> String { s }
}
