import Engine

extension Chart {
  /// The visits at update 0, after the first epoch and at the end, in plain text of at most 72 columns.
  public var text: String {
    let epochs = Array(Set([0, 1, visits.count - 1])).sorted().filter { $0 < visits.count }
    let inputs = "inputs: mean \(short(inputMean)), deviation \(short(inputDeviation))"
    return ([inputs] + epochs.map { visits[$0].text(at: $0) }).joined(separator: "\n")
  }
}

extension Visit {
  fileprivate func text(at epoch: Int) -> String {
    let moment = epoch == 0 ? "before the first update" : "after epoch \(epoch)"
    let head = "\(moment): loss \(short(trainingLoss)) in training, \(short(validationLoss)) in validation;"
    let right = "right answers \(percent(trainingAccuracy)) and \(percent(validationAccuracy))"
    let rows = layers.enumerated().map { k, layer in
      [
        k == layers.count - 1 ? "output" : "\(k + 1)", short(layer.mean), short(layer.deviation), percent(layer.flat),
        percent(layer.dead), short(layer.gradient), short(layer.updateRatio),
      ]
    }
    let table = [["layer", "mean", "deviation", "flat", "dead", "gradient", "|Δw|/|w|"]] + rows
    let widths = table[0].indices.map { j in table.map { $0[j].count }.max()! }
    let lines = table.map { row in
      "  "
        + zip(row, widths).map { text, width in String(repeating: " ", count: width - text.count) + text }
        .joined(separator: "  ")
    }
    return ([head, right] + lines).joined(separator: "\n")
  }
}

private func short(_ x: Double) -> String { abs(x) < 1e-12 ? "0" : decimal(x, digits: 2) }

private func percent(_ share: Double) -> String { decimal((100 * share).rounded()) + " %" }
