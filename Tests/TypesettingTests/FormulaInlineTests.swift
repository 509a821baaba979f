import Testing

@testable import Typesetting

@Suite struct `Formulas on one line` {
  @Test(arguments: [
    // Symbols and scripts
    (#"\alpha \beta \gamma \partial \nabla \infty"#, "αβγ ∂∇∞"),
    (#"x_i^2 + x^2_i"#, "xᵢ² + xᵢ²"),
    (#"a^{(l)} = W^{(l)\top} a^{(l-1)}"#, "a⁽ˡ⁾ = W⁽ˡ⁾ᵀa⁽ˡ⁻¹⁾"),
    (#"a^{[l]} A^{-1} A^{T} w^*"#, "a^[l]A⁻¹Aᵀw*"),
    (#"\mu_B x"#, "μ_B x"),
    (#"w_{L-1} + n_{\text{hidden layer}}"#, "w_(L−1) + n_(hidden layer)"),
    (#"x^10 + x^{10}"#, "x¹0 + x¹⁰"),
    (#"f'(x) + f''(x) + g'_i"#, "f′(x) + f′′(x) + g′ᵢ"),
    (#"e^{z_i} e^{-z}"#, "e^(zᵢ)e⁻ᶻ"),
    (#"\mathbb{E}[X] \in \mathbb{R}^{m \times n}"#, "𝔼[X] ∈ ℝᵐˣⁿ"),
    (#"\mathbf{w}^\top \mathbf{x} \sim \mathcal{N}(0, 1)"#, "𝐰ᵀ𝐱 ~ 𝒩(0, 1)"),
    (#"\hat{y} \bar{x} \tilde{x} \dot{x} \hat{m}_t \hat{y_i}"#, "ŷx̄x̃ẋm̂ₜŷᵢ"),
    (#"\overline{x^2} - \bar{x}^2"#, "x̅²̅ − x̄²"),
    (#"\{0, 1\}^n, 95\,\%, \lvert x \rvert, \lVert x \rVert_2"#, "{0, 1}ⁿ, 95 %, |x|, ‖x‖₂"),
    (#"\langle u, v \rangle \lfloor x \rfloor \lceil m/B \rceil"#, "⟨u, v⟩⌊x⌋⌈m/B⌉"),
    // Spacing
    (#"a+b-c=-d"#, "a + b − c = −d"),
    (#"x \to \infty, x \mapsto -x"#, "x → ∞, x ↦ −x"),
    (#"-1 \le x := (-y) \cdot -2"#, "−1 ≤ x := (−y) · −2"),
    (#"2 \log x + \log(x) + y \log \hat{y}"#, "2 log x + log(x) + y log ŷ"),
    (#"a \quad b \, c \! d"#, "a   b cd"),
    (#"p(\theta \mid x) \propto p(x \mid \theta) \, p(\theta)"#, "p(θ | x) ∝ p(x | θ) p(θ)"),
    (#"x_1, \ldots, x_n; a_1 + \cdots + a_n; a_1 \cdots a_n"#, "x₁, …, xₙ; a₁ + ⋯ + aₙ; a₁ ⋯ aₙ"),
    (#"\mathrm{ReLU}(z) = \max(0, z), 2\,\mathrm{MSE}"#, "ReLU(z) = max(0, z), 2 MSE"),
    (#"x \text{ if } x > 0"#, "x if x > 0"),
    // Fractions
    (#"\frac{1}{2} x + \tfrac{3}{4}"#, "½ x + ¾"),
    (#"\frac{a + b}{c} + \frac{a}{b + c} + \frac{ab}{cd}"#, "(a + b)/c + a/(b + c) + ab/(cd)"),
    (#"\frac{\partial L}{\partial w} \frac{\partial^2 f}{\partial x \partial y}"#, "∂L/∂w · ∂²f/(∂x ∂y)"),
    (#"\frac{1}{m} \sum_{i=1}^{m} y_i"#, "(1/m) Σᵢ₌₁ᵐ yᵢ"),
    (#"\eta \frac{a}{b} x"#, "η (a/b) x"),
    (#"\frac{a}{b} (c + d)"#, "(a/b)(c + d)"),
    (#"\frac{|a - b|}{\max(|a|, |b|)}, \frac{-x}{2}"#, "|a − b|/max(|a|, |b|), −x/2"),
    (#"\frac{a/b}{c/d}, \frac{1}{|w|}, \frac{1}{f(x)}"#, "(a/b)/(c/d), 1/|w|, 1/f(x)"),
    (#"\frac{\sum_i x_i}{n}, \frac{\frac{a}{b}}{c}"#, "(Σᵢ xᵢ)/n, (a/b)/c"),
    (#"\log \frac{p}{1 - p}"#, "log(p/(1 − p))"),
    (#"\left(\frac{R}{\gamma}\right)^2"#, "(R/γ)²"),
    (#"{\frac{a}{b}}^2 + {a + b}^2"#, "(a/b)² + (a + b)²"),
    (#"\frac{1}{2}^n, \frac12"#, "(½)ⁿ, ½"),
    (#"\frac{a}{b} \text{ if } x, \frac{a}{b} \quad \frac{c}{d}"#, "a/b if x, a/b   c/d"),
    // Roots
    (#"\sqrt{n} + \sqrt 2 + \sqrt{\hat{v}_t} + \epsilon"#, "√n + √2 + √v̂ₜ + ε"),
    (#"\sqrt{x^2 + y^2}, \sqrt{\sigma^2}, \sqrt[3]{x}"#, "√(x² + y²), √(σ²), ∛x"),
    (#"\sqrt{2} x, {\sqrt{x}}^2"#, "√2 x, (√x)²"),
    // Large operators
    (#"\prod_{k=l+1}^{L} w_k \, g'(z_k)"#, "Πₖ₌ₗ₊₁ᴸ wₖ g′(zₖ)"),
    (#"\prod_{k>l} w_k"#, "Π_(k>l) wₖ"),
    (#"-\sum_k t_k \log p_k"#, "−Σₖ tₖ log pₖ"),
    (#"\max_j z_j + \underset{w}{\arg\min} \, L(w)"#, "maxⱼ zⱼ + arg min_w L(w)"),
    (#"\operatorname*{argmax}_k p_k, \operatorname{Var}(X)"#, "argmaxₖ pₖ, Var(X)"),
    (#"\int_0^1 f(x) \, dx, \lim_{t \to \infty} x_t"#, "∫₀¹ f(x) dx, lim_(t→∞) xₜ"),
    // Whole formulas
    (#"\hat{y}_i = \frac{y_i - \mu_B}{\sqrt{\sigma_B^2 + \epsilon}}"#, "ŷᵢ = (yᵢ − μ_B)/√(σ_B² + ε)"),
    (
      #"\frac{\partial L}{\partial \sigma_B^2} = \sum_i \frac{\partial L}{\partial \hat{y}_i} (y_i - \mu_B) \left(-\frac{1}{2}\right) (\sigma_B^2 + \epsilon)^{-3/2}"#,
      "∂L/∂σ_B² = Σᵢ (∂L/∂ŷᵢ)(yᵢ − μ_B)(−½)(σ_B² + ε)^(−3/2)"
    ),
    (#"p_i = \frac{e^{z_i}}{\sum_{j} e^{z_j}}"#, "pᵢ = e^(zᵢ)/(Σⱼ e^(zⱼ))"),
    (#"\phi(x) = \frac{1}{\sqrt{2\pi}} e^{-x^2/2}"#, "φ(x) = (1/√(2π)) e^(−x²/2)"),
    (#"\underbrace{w \, g'(z)}_{\le 1/4} \cdot \overbrace{a + b}^{\text{sum}}"#, "w g′(z) [≤ 1/4] · (a + b) [sum]"),
    // Environments
    (
      #"f(x) = \begin{cases} x & \text{if } x > 0 \\ \alpha x & \text{otherwise} \end{cases}"#,
      "f(x) = (x if x > 0; αx otherwise)"
    ),
    (#"\begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}"#, "(1 if x > 0; 0 if x ≤ 0)"),
    (#"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} \begin{pmatrix} x \\ y \end{pmatrix}"#, "[1, 2; 3, 4](x; y)"),
    (#"\begin{aligned} a &= b + c \\ &= d \end{aligned}"#, "a = b + c; = d"),
    (#"\left. \frac{\partial f}{\partial x} \right|_{x=3}, \binom{n}{k}"#, "∂f/∂x|ₓ₌₃, (n choose k)"),
  ])
  func `reads as written by hand`(tex: String, expected: String) throws {
    #expect(try Formula(tex).inline == expected)
  }
}
