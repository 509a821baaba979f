import Testing

@testable import Typesetting

@Suite struct `Formulas in two dimensions` {
  private func display(_ tex: String, width: Int = 80) throws -> String {
    try Formula(tex).lines(width: width).joined(separator: "\n")
  }

  @Test func `a fraction has a bar one column wider on each side`() throws {
    #expect(
      try display(#"\frac{\partial L}{\partial x} = \frac{\partial L}{\partial z} \frac{\partial z}{\partial x}"#)
        == """
         ∂L     ∂L   ∂z
        ──── = ──── ────
         ∂x     ∂z   ∂x
        """)
  }

  @Test func `a sum has its limits above and below`() throws {
    #expect(
      try display(#"\mu_B = \frac{1}{m} \sum_{i=1}^{m} y_i"#) == """
               1   m
        μ_B = ───  ∑  yᵢ
               m  i=1
        """)
  }

  @Test func `a long radicand has a roof`() throws {
    #expect(
      try display(#"\hat{y}_i = \frac{y_i - \mu_B}{\sqrt{\sigma_B^2 + \epsilon}}"#) == """
              yᵢ − μ_B
        ŷᵢ = ───────────
               ________
              √σ_B² + ε
        """)
  }

  @Test func `a tall radicand has a tall root`() throws {
    #expect(
      try display(#"r = \sqrt{\frac{3}{n}}"#) == """
                ___
               ╱ 3
        r =   ╱ ───
            ╲╱   n
        """)
  }

  @Test func `a short radicand stays on its line`() throws {
    #expect(
      try display(#"\frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \epsilon}"#) == """
           m̂ₜ
        ─────────
         √v̂ₜ + ε
        """)
  }

  @Test func `delimiters grow, and a power sits at their corner`() throws {
    #expect(
      try display(#"\left(\frac{R}{\gamma}\right)^2 \left[\frac{a}{b}\right]_i"#) == """
        ⎛ R ⎞²⎡ a ⎤
        ⎜───⎟ ⎢───⎥
        ⎝ γ ⎠ ⎣ b ⎦ᵢ
        """)
  }

  @Test func `norms and evaluation bars grow too`() throws {
    #expect(
      try display(#"\left. \frac{f}{x} \right|_{x=3} = \left\lVert \frac{g}{n} \right\rVert"#) == """
         f │      ‖ g ‖
        ───│    = ‖───‖
         x │ₓ₌₃   ‖ n ‖
        """)
  }

  @Test func `scripts without small letters take a line of their own`() throws {
    #expect(
      try display(#"e^{-x^2/2} + w_{L-1} + \mu_B^2"#) == """
         −x²/2
        e      + w    + μ_B²
                  L−1
        """)
  }

  @Test func `aligned equations stand with their relations in one column`() throws {
    #expect(
      try display(#"\begin{aligned} m_t &= \beta m_{t-1} \\ \Delta w &= -\eta m_t \end{aligned}"#) == """
        mₜ = βmₜ₋₁
        Δw = −ηmₜ
        """)
  }

  @Test func `tall aligned equations are set apart by a line`() throws {
    #expect(
      try display(#"\begin{aligned} y &= \frac{a}{b} \\ &\le c \end{aligned}"#) == """
             a
        y = ───
             b

          ≤ c
        """)
  }

  @Test func `cases have a brace and a column of conditions`() throws {
    #expect(
      try display(#"f(x) = \begin{cases} x & \text{if } x > 0 \\ \alpha x & \text{otherwise} \end{cases}"#) == """
               ⎧ x    if x > 0
        f(x) = ⎨
               ⎩ αx   otherwise
        """)
  }

  @Test func `matrices have centred columns`() throws {
    #expect(
      try display(
        #"\begin{bmatrix} 1 & -10 & 2 \\ 3 & 4 & 5 \\ 6 & 7 & 8 \end{bmatrix} \begin{pmatrix} x \\ y \\ z \end{pmatrix}"#
      ) == """
        ⎡1  −10  2⎤⎛x⎞
        ⎢3   4   5⎥⎜y⎟
        ⎣6   7   8⎦⎝z⎠
        """)
  }

  @Test func `an underbrace carries its label`() throws {
    #expect(
      try display(#"a + \underbrace{w \, g'(z)}_{\le 1/4}"#) == """
        a + w g′(z)
            ╰──┬──╯
             ≤ 1/4
        """)
  }

  @Test func `functions with limits have them below`() throws {
    #expect(
      try display(#"\underset{w}{\arg\min} \, L(w) + \max_j z_j"#) == """
        arg min L(w) + max zⱼ
           w            j
        """)
  }

  @Test func `the small fraction stays on its line`() throws {
    #expect(try display(#"\tfrac{1}{2} x + \tfrac{a}{b}"#) == "½ x + a/b")
    #expect(try display(#"\tfrac{1}{2}(x + \tfrac{\lambda}{2} y)"#) == "½(x + (λ/2) y)")
  }

  @Test func `a minus stays clear of the bar`() throws {
    #expect(
      try display(#"x = -\frac{a}{b}"#) == """
               a
        x = − ───
               b
        """)
  }

  @Test func `an overline spans what is below it`() throws {
    #expect(
      try display(#"\overline{x + y}"#) == """
        _____
        x + y
        """)
  }

  @Test func `a formula on one line is the same in both forms`() throws {
    for tex in [#"a^{(l)} = \sigma(z^{(l)})"#, #"w \gets w - \eta \nabla L"#, #"x \in \{0, 1\}^n"#] {
      #expect(try display(tex) == Formula(tex).inline)
    }
  }

  @Test func `a formula that is too wide breaks at a relation or sum and stays tall`() throws {
    let tex =
      #"\frac{\partial L}{\partial y} = \frac{\partial L}{\partial x_1} + \frac{\partial L}{\partial x_2} + c_{100}"#
    #expect(
      try display(tex, width: 20) == """
         ∂L     ∂L      ∂L
        ──── = ───── + ─────
         ∂y     ∂x₁     ∂x₂

            + c₁₀₀
        """)
  }

  @Test func `equations that are too wide together come one by one`() throws {
    let tex = #"\begin{aligned} y &= a + b + c \\ \frac{u}{v} &= d \end{aligned}"#
    #expect(
      try display(tex, width: 12) == """
        y = a + b
            + c

         u
        ─── = d
         v
        """)
  }

  @Test func `a line is broken at relations before sums, and outside of brackets before inside`() throws {
    func first(_ tex: String, _ width: Int) throws -> String? {
      Formula.broken(Formula.inline(try Formula.Parser.tree(tex)), width: width).first
    }
    #expect(try first(#"abcd = e + f + g"#, 11) == "abcd")
    #expect(try first(#"abcd + (e + f + g)"#, 12) == "abcd")
    #expect(try first(#"abcd + \frac{e}{f + g}"#, 11) == "abcd")
    #expect(try first(#"abcd, e \, f"#, 8) == "abcd,")
  }

  @Test func `a piece that is too wide in two dimensions falls back to indented lines of text`() throws {
    let tex = #"y = \frac{a + b + c + d + e + f}{g}"#
    #expect(
      try display(tex, width: 16) == """
        y = (a + b + c
            + d + e
            + f)/g
        """)
  }
}
