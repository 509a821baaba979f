import Capstone
import Clinic
import Engine
import Synchronization
import Testing

/// A network of the learner's own functions: what is said of one that is wrong.
@Suite struct `A network of one's own` {
  /// What a short training reports.
  private func events(_ parts: Parts, epochs: Int = 2) -> [Comparison.Event] {
    let events = Mutex<[Comparison.Event]>([])
    let comparison = Comparison { event in events.withLock { $0.append(event) } }
    let compared = parts.compared(with: .reference, in: comparison)
    _ = OwnNetwork(of: compared, on: Lesson16.digits, seed: 16, epochs: epochs)
    return events.withLock { $0 }
  }

  private func differing(_ parts: Parts, epochs: Int = 2) -> Set<String> {
    Set(events(parts, epochs: epochs).compactMap { if case .differs(let id, _) = $0 { id } else { nil } })
  }

  @Test func `calls each part, in the order of their list, and finds no fault with the reference's`() {
    let events = events(.reference)
    #expect(events.compactMap { if case .begins(let id) = $0 { id } else { nil } } == Parts.exercises)
    #expect(events.count == 2 * Parts.exercises.count)  // each begins and ends
  }

  @Test func `reaches what the engine reaches with the same numbers`() {
    let own = OwnNetwork(of: .reference, on: Lesson16.digits, seed: 5).accuracy
    #expect(own > 0.9)
    #expect(abs(own - engineTwinAccuracy(of: .reference, on: Lesson16.digits, seed: 5)) < 0.005)
  }

  @Test(arguments: Mistake.allCases) func `names the exercise whose answer is wrong, and no other`(_ mistake: Mistake) {
    // Which epoch is kept matters only once the validation loss has risen.
    #expect(differing(mistake.made(in: .reference), epochs: mistake == .last ? 8 : 2) == [mistake.rawValue])
  }

  @Test(arguments: [(Mistake.flat, Mistake.unshuffled), (.uncorrected, .unscaledDropout), (.swapped, .summed)])
  func `names both of two that are wrong`(_ one: Mistake, _ other: Mistake) {
    #expect(differing(other.made(in: one.made(in: .reference))) == [one.rawValue, other.rawValue])
  }

  /// A mistake in each of the parts, by the exercise that it is made in.
  enum Mistake: String, CaseIterable {
    case ownStatistics = "6.1"
    case fanOut = "8.3"
    case unshuffled = "4.4"
    case withoutBias = "1.6"
    case unbiased = "10.1"
    case swapped = "10.2"
    case batchStatistics = "10.3"
    case flat = "2.3"
    case unscaledDropout = "14.5"
    case summed = "3.6"
    case meanBias = "3.5"
    case straightThrough = "10.4"
    case eachByItself = "12.3"
    case uncorrected = "13.7"
    case last = "14.3"

    func made(in parts: Parts) -> Parts {
      var wrong = parts
      switch self {
      case .ownStatistics: wrong.standardize = { x, _ in parts.standardize(x, x) }
      case .fanOut: wrong.start = { parts.start($1, $0, $2, $3, &$4).transposed }
      case .unshuffled:
        wrong.batches = { count, size, _ in
          stride(from: 0, to: count, by: size).map { Array($0..<min(count, $0 + size)) }
        }
      case .withoutBias: wrong.dense = { x, weight, _ in matmul(x, weight) }
      case .unbiased:
        wrong.normalize = { x, gamma, beta, epsilon in
          let factor = (1 - 1 / Double(x.rows)).squareRoot()
          return parts.normalize(x, gamma.map { factor * $0 }, beta, epsilon)
        }
      case .swapped: wrong.runningStatistics = { parts.runningStatistics($0, $1, $2, 1 - $3) }
      case .batchStatistics:
        wrong.normalizeAtInference = { x, gamma, beta, _, _, epsilon in parts.normalize(x, gamma, beta, epsilon) }
      case .flat: wrong.activate = { z, _ in parts.activate(z, 0) }
      case .unscaledDropout:
        wrong.drop = { x, dy, uniforms, keep, isTraining in
          let dropped = parts.drop(x, dy, uniforms, keep, isTraining)
          return isTraining ? (keep * dropped.y, keep * dropped.dx) : dropped
        }
      case .summed: wrong.scoresGradient = { Double($0.rows) * parts.scoresGradient($0, $1) }
      case .meanBias:
        wrong.denseBack = { dy, x, weight in
          let back = parts.denseBack(dy, x, weight)
          return (back.dx, back.dweight, back.dbias.map { $0 / Double(dy.rows) })
        }
      case .straightThrough:
        wrong.normalizeBack = { dy, x, gamma, epsilon in
          let back = parts.normalizeBack(dy, x, gamma, epsilon)
          let scale = zip(gamma, columns(x)).map { $0 / (variance($1) + epsilon).squareRoot() }
          return (dy.multiplyingColumns(by: Matrix(row: scale)), back.dgamma, back.dbeta)
        }
      case .eachByItself: wrong.clip = { gradients, limit in gradients.map { parts.clip([$0], limit)[0] } }
      case .uncorrected:
        wrong.step = { weights, gradient, mean, squares, t, rate, beta1, beta2, epsilon in
          let new = parts.step(weights, gradient, mean, squares, t, rate, beta1, beta2, epsilon)
          let moved = weights.indices.map {
            weights[$0] - rate * new.mean[$0] / (new.squares[$0].squareRoot() + epsilon)
          }
          return (moved, new.mean, new.squares)
        }
      case .last: wrong.stop = { losses, _ in (losses.count - 1, losses.count - 1) }
      }
      return wrong
    }
  }
}
