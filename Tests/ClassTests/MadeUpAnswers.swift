/// Answers to the exercises of seven lessons, right ones and wrong ones, that stand in no file of the course.
struct MadeUpAnswer {
  let id: String
  /// Bodies that are right, in other words each.
  let right: [String]
  /// Bodies that compute something else.
  let wrong: [String]

  init(_ id: String, _ right: String, _ alternatives: String..., wrong: String...) {
    self.id = id
    self.right = [right] + alternatives
    self.wrong = wrong
  }
}

/// The lessons that the made-up class has worked on.
let madeUpLessons = [3, 5, 6, 8, 10, 12, 13]

let madeUpAnswers: [MadeUpAnswer] = [
  MadeUpAnswer(
    "3.1",
    """
    let square = x * upstream + x * upstream
    return ((y * upstream, x * upstream), (upstream / y, -(x / y) / y * upstream), square)
    """,
    "return ((upstream * y, x * upstream), (1 / y * upstream, -x * upstream / (y * y)), upstream * 2 * x)",
    wrong: "return ((y, x), (1 / y, -x / (y * y)), 2 * x)",
    "return ((upstream * y, upstream * x), (upstream / y, upstream * x / (y * y)), 2 * x * upstream)"),
  MadeUpAnswer(
    "3.2",
    """
    let f = x * x * y / z
    return (f, 2 * x * y / z, x * x / z, -f / z)
    """,
    wrong: "return (x * x * y / z, 2 * x * y / z, x * x / z, x * x * y / (z * z))"),
  MadeUpAnswer(
    "3.3",
    """
    var slopes: [Double] = []
    for k in x.indices {
      var (left, right) = (x, x)
      left[k] -= h
      right[k] += h
      slopes.append((f(right) - f(left)) / (2 * h))
    }
    return slopes
    """,
    wrong: """
      x.indices.map { k in
        var right = x
        right[k] += h
        return (f(right) - f(x)) / h
      }
      """),
  MadeUpAnswer(
    "3.4",
    """
    var shares = operands.map { _ in 0.0 }
    shares[shares.count - 1] = 1
    var node = operands.count - 1
    while node >= 0 {
      for k in operands[node].indices { shares[operands[node][k]] += shares[node] * derivatives[node][k] }
      node -= 1
    }
    return shares
    """,
    wrong: """
      var shares = operands.map { _ in 0.0 }
      shares[shares.count - 1] = 1
      for node in operands.indices.reversed() {
        for k in operands[node].indices { shares[operands[node][k]] = shares[node] * derivatives[node][k] }
      }
      return shares
      """),
  MadeUpAnswer(
    "3.5",
    """
    let toInput = matmul(dy, weight.transposed)
    let toWeight = matmul(x.transposed, dy)
    return (dx: toInput, dweight: toWeight, dbias: (0..<dy.columns).map { dy.column($0).reduce(0, +) })
    """,
    wrong: """
      let m = Double(x.rows)
      let toWeight = matmul(x.transposed, dy).map { $0 / m }
      return (matmul(dy, weight.transposed), toWeight, dy.columnSums.elements.map { $0 / m })
      """),
  MadeUpAnswer(
    "3.6",
    """
    let m = Double(logits.rows)
    return Matrix((0..<logits.rows).map { i -> [Double] in
      let top = logits.row(i).max() ?? 0
      let powers = logits.row(i).map { exp($0 - top) }
      let total = powers.reduce(0, +)
      return powers.enumerated().map { j, power in (power / total - (labels[i] == j ? 1.0 : 0.0)) / m }
    })
    """,
    wrong: """
      return Matrix((0..<logits.rows).map { i -> [Double] in
        let top = logits.row(i).max() ?? 0
        let powers = logits.row(i).map { exp($0 - top) }
        let total = powers.reduce(0, +)
        return powers.enumerated().map { j, power in power / total - (labels[i] == j ? 1.0 : 0.0) }
      })
      """),
  MadeUpAnswer(
    "3.8",
    """
    let values = [x, w, b, w * x, w * x + b, tanh(w * x + b)]
    let slope = 1 - values[5] * values[5]
    return (values, [[], [], [], [1, 0], [3, 2], [4]], [[], [], [], [x, w], [1, 1], [slope]])
    """,
    wrong: """
      let values = [x, w, b, w * x, w * x + b, tanh(w * x + b)]
      return (values, [[], [], [], [1, 0], [3, 2], [4]], [[], [], [], [w, x], [1, 1], [1 - values[5]]])
      """),
  MadeUpAnswer(
    "5.1",
    """
    let s = sigmoid(input * weight + bias)
    return (s - s * s) * weight
    """,
    wrong: """
      let s = sigmoid(input * weight + bias)
      return s - s * s
      """),
  MadeUpAnswer(
    "5.2",
    """
    var a = [input]
    for l in weights.indices { a.append(sigmoid(weights[l] * a[l] + biases[l])) }
    var result = weights
    var carried = (a[weights.count] - target) * 2
    for l in (0..<weights.count).reversed() {
      carried *= a[l + 1] * (1 - a[l + 1])
      result[l] = carried * a[l]
      carried *= weights[l]
    }
    return result
    """,
    wrong: """
      var a = [input]
      for l in weights.indices { a.append(sigmoid(weights[l] * a[l] + biases[l])) }
      var result = weights
      var carried = a[weights.count] - target
      for l in (0..<weights.count).reversed() {
        carried *= a[l + 1] * (1 - a[l + 1])
        result[l] = carried * a[l]
        carried *= weights[l]
      }
      return result
      """),
  MadeUpAnswer(
    "5.3",
    """
    let size = abs(weight)
    if size < 4 { return nil }
    let z = log(size * (1 + sqrt(1 - 4 / size)) / 2 - 1)
    let ends = [(-z - bias) / weight, (z - bias) / weight].sorted()
    return (ends[0], ends[1])
    """,
    wrong: """
      if weight < 4 { return nil }
      let z = log(weight * (1 + sqrt(1 - 4 / weight)) / 2 - 1)
      return ((-z - bias) / weight, (z - bias) / weight)
      """),
  MadeUpAnswer(
    "5.4",
    """
    var kept = [x]
    for w in weights { kept.append(tanh(matmul(kept[kept.count - 1], w))) }
    var upstream = dy
    var norms = weights.map { _ in 0.0 }
    for l in weights.indices.reversed() {
      let inner = upstream.zip(kept[l + 1]) { $0 * (1 - $1 * $1) }
      norms[l] = matmul(kept[l].transposed, inner).norm
      upstream = matmul(inner, weights[l].transposed)
    }
    return norms
    """,
    wrong: """
      var kept = [x]
      for w in weights { kept.append(tanh(matmul(kept[kept.count - 1], w))) }
      var upstream = dy
      var norms = weights.map { _ in 0.0 }
      for l in weights.indices.reversed() {
        norms[l] = matmul(kept[l].transposed, upstream).norm
        upstream = matmul(upstream, weights[l].transposed)
      }
      return norms
      """),
  MadeUpAnswer(
    "6.4",
    """
    var total = 0.0
    for k in 1..<path.rows {
      total += zip(path.row(k), path.row(k - 1)).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
    }
    let straight = zip(path.row(0), path.row(path.rows - 1)).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
    return total / straight.squareRoot()
    """,
    wrong: """
      var total = 0.0
      for k in 1..<path.rows { total += zip(path.row(k), path.row(k - 1)).map { abs($0 - $1) }.reduce(0, +) }
      return total / zip(path.row(0), path.row(path.rows - 1)).map { abs($0 - $1) }.reduce(0, +)
      """),
  MadeUpAnswer(
    "6.2",
    """
    let lows = (0..<training.columns).map { training.column($0).min() ?? 0 }
    let highs = (0..<training.columns).map { training.column($0).max() ?? 0 }
    return Matrix(rows: x.rows, columns: x.columns) { i, j in
      let range = highs[j] - lows[j]
      return (x[i, j] - lows[j]) / (range == 0 ? 1 : range)
    }
    """,
    wrong: """
      let lows = (0..<x.columns).map { x.column($0).min() ?? 0 }
      let highs = (0..<x.columns).map { x.column($0).max() ?? 0 }
      return Matrix(rows: x.rows, columns: x.columns) { i, j in
        let range = highs[j] - lows[j]
        return (x[i, j] - lows[j]) / (range == 0 ? 1 : range)
      }
      """),
  MadeUpAnswer(
    "8.1",
    """
    let area = windowWidth * windowHeight
    return (fanIn: channelsIn * area, fanOut: channelsOut * area)
    """,
    wrong: "return (channelsIn, channelsOut)"),
  MadeUpAnswer(
    "8.4",
    """
    var size = inputSize
    return weightDeviations.indices.map { l in
      size *= sqrt(Double(widths[l]) / (l == 0 ? 1 : 2)) * weightDeviations[l]
      return size
    }
    """,
    wrong: """
      var size = inputSize
      return weightDeviations.indices.map { l in
        size *= sqrt(Double(widths[l]) / 2) * weightDeviations[l]
        return size
      }
      """),
  MadeUpAnswer(
    "8.6",
    """
    var sizes: [Double] = []
    var q = inputMeanSquare
    for _ in 0..<blocks {
      q = isNormalized ? q + scale * scale : q * (1 + scale * scale)
      sizes.append(q)
    }
    return sizes
    """,
    wrong: """
      var sizes: [Double] = []
      var q = inputMeanSquare
      for _ in 0..<blocks {
        q = isNormalized ? q + scale : q * (1 + scale)
        sizes.append(q)
      }
      return sizes
      """),
  MadeUpAnswer(
    "10.1",
    """
    let m = Double(x.rows)
    let centre = (0..<x.columns).map { x.column($0).reduce(0, +) / m }
    let spread = (0..<x.columns).map { j in x.column(j).map { ($0 - centre[j]) * ($0 - centre[j]) }.reduce(0, +) / m }
    return Matrix(rows: x.rows, columns: x.columns) { i, j in
      gamma[j] * (x[i, j] - centre[j]) / sqrt(spread[j] + epsilon) + beta[j]
    }
    """,
    wrong: """
      let m = Double(x.rows)
      let centre = (0..<x.columns).map { x.column($0).reduce(0, +) / m }
      let spread = (0..<x.columns).map { j in
        x.column(j).map { ($0 - centre[j]) * ($0 - centre[j]) }.reduce(0, +) / max(m - 1, 1)
      }
      return Matrix(rows: x.rows, columns: x.columns) { i, j in
        gamma[j] * (x[i, j] - centre[j]) / sqrt(spread[j] + epsilon) + beta[j]
      }
      """,
    """
    let m = Double(x.rows)
    let centre = (0..<x.columns).map { x.column($0).reduce(0, +) / m }
    let spread = (0..<x.columns).map { j in x.column(j).map { ($0 - centre[j]) * ($0 - centre[j]) }.reduce(0, +) / m }
    return Matrix(rows: x.rows, columns: x.columns) { i, j in
      gamma[j] * (x[i, j] - centre[j]) / (sqrt(spread[j]) + epsilon) + beta[j]
    }
    """),
  MadeUpAnswer(
    "10.3",
    """
    return Matrix(rows: x.rows, columns: x.columns) { i, j in
      let slope = gamma[j] / sqrt(variance[j] + epsilon)
      return slope * (x[i, j] - mean[j]) + beta[j]
    }
    """,
    wrong: """
      return Matrix(rows: x.rows, columns: x.columns) { i, j in
        gamma[j] * (x[i, j] - mean[j]) / (variance[j] + epsilon) + beta[j]
      }
      """),
  MadeUpAnswer(
    "10.5",
    """
    let slopes = gamma.indices.map { gamma[$0] / sqrt(variance[$0] + epsilon) }
    let folded = Matrix(rows: weight.rows, columns: weight.columns) { i, j in weight[i, j] * slopes[j] }
    return (folded, bias.indices.map { beta[$0] + slopes[$0] * (bias[$0] - mean[$0]) })
    """,
    wrong: """
      let slopes = gamma.indices.map { gamma[$0] / sqrt(variance[$0] + epsilon) }
      let folded = Matrix(rows: weight.rows, columns: weight.columns) { i, j in weight[i, j] * slopes[j] }
      return (folded, bias.indices.map { beta[$0] + bias[$0] - slopes[$0] * mean[$0] })
      """),
  MadeUpAnswer(
    "12.1", "return g.map { $0 < smallest ? smallest : ($0 > largest ? largest : $0) }",
    wrong: "return g.map { max(-largest, min(largest, $0)) }"),
  MadeUpAnswer(
    "12.2",
    """
    let length = sqrt(g.elements.map { $0 * $0 }.reduce(0, +))
    if length <= threshold { return g }
    return g.map { $0 * (threshold / length) }
    """,
    wrong: """
      let length = sqrt(g.elements.map { $0 * $0 }.reduce(0, +))
      return g.map { $0 * (threshold / length) }
      """),
  MadeUpAnswer(
    "12.3",
    """
    let length = sqrt(gradients.flatMap(\\.elements).map { $0 * $0 }.reduce(0, +))
    if length <= threshold { return gradients }
    return gradients.map { g in g.map { $0 * threshold / length } }
    """,
    wrong: """
      return gradients.map { g in
        let length = sqrt(g.elements.map { $0 * $0 }.reduce(0, +))
        return length <= threshold ? g : g.map { $0 * threshold / length }
      }
      """),
  MadeUpAnswer(
    "13.1",
    """
    let moved = velocity.indices.map { beta * velocity[$0] + (1 - beta) * gradient[$0] }
    return (weights.indices.map { weights[$0] - learningRate * moved[$0] }, moved)
    """,
    wrong: """
      let moved = velocity.indices.map { beta * velocity[$0] + gradient[$0] }
      return (weights.indices.map { weights[$0] - learningRate * moved[$0] }, moved)
      """),
  MadeUpAnswer(
    "13.3",
    """
    var (moved, sums) = (weights, squares)
    for k in moved.indices {
      sums[k] += gradient[k] * gradient[k]
      moved[k] -= learningRate * gradient[k] / (sqrt(sums[k]) + epsilon)
    }
    return (moved, sums)
    """,
    wrong: """
      var (moved, sums) = (weights, squares)
      for k in moved.indices {
        moved[k] -= learningRate * gradient[k] / (sqrt(sums[k]) + epsilon)
        sums[k] += gradient[k] * gradient[k]
      }
      return (moved, sums)
      """),
  MadeUpAnswer(
    "13.5",
    """
    var (moved, means) = (weights, squares)
    for k in moved.indices {
      means[k] = beta * means[k] + (1 - beta) * gradient[k] * gradient[k]
      moved[k] -= learningRate * gradient[k] / sqrt(means[k] + epsilon)
    }
    return (moved, means)
    """,
    wrong: """
      var (moved, means) = (weights, squares)
      for k in moved.indices {
        means[k] += gradient[k] * gradient[k]
        moved[k] -= learningRate * gradient[k] / sqrt(means[k] + epsilon)
      }
      return (moved, means)
      """),
  MadeUpAnswer(
    "13.6",
    """
    var sum = 0.0
    var total = 0.0
    return values.map { value in
      sum = beta * sum + (1 - beta) * value
      total = beta * total + (1 - beta)
      return sum / total
    }
    """,
    wrong: """
      var sum = 0.0
      return values.map { value in
        sum = beta * sum + (1 - beta) * value
        return sum
      }
      """),
]
