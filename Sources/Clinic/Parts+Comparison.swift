import Engine
import Synchronization

/// What the answers to the exercises differ in from the reference's, each given the same arguments.
public final class Comparison: Sendable {
  /// What happens to the part that answers an exercise.
  public enum Event: Equatable, Sendable {
    /// It is called for the first time, and has come back from that.
    case begins(String), ends(String)
    /// This call of it, the first is 1, was the first whose result differs.
    case differs(String, call: Int)
  }

  private struct State {
    var calls: [String: Int] = [:]
    var differing: Set<String> = []
  }

  private let state = Mutex(State())
  private let report: @Sendable (Event) -> Void

  /// A comparison that reports each event at once, since what is called next may never come back.
  public init(_ report: @escaping @Sendable (Event) -> Void) { self.report = report }

  /// Calls are compared up to this number: a mistake that matters shows in them, and comparing costs time.
  private static let compared = 40

  /// The answer of a part, after comparing it, if that has not been done often enough.
  fileprivate func checked<Answer>(_ id: String, _ answer: () -> Answer, _ isRight: (Answer) -> Bool) -> Answer {
    let call = state.withLock { state in
      state.calls[id, default: 0] += 1
      return state.calls[id]!
    }
    if call == 1 { report(.begins(id)) }
    let answer = answer()
    if call == 1 { report(.ends(id)) }
    let isSettled = state.withLock { $0.differing.contains(id) }
    if call <= Self.compared && !isSettled && !isRight(answer) {
      state.withLock { _ = $0.differing.insert(id) }
      report(.differs(id, call: call))
    }
    return answer
  }
}

extension Parts {
  /// The same parts, each compared with the reference's whenever it is called.
  ///
  /// So two mistakes are found as surely as one: each part is judged on the arguments that it is given. What is drawn at
  /// random may be drawn in another order; it is judged by its properties.
  public func compared(with reference: Parts, in comparison: Comparison) -> Parts {
    let (own, report) = (self, comparison)
    return Parts(
      standardize: { x, training in
        report.checked("6.1", { own.standardize(x, training) }) { y in agree([y], [reference.standardize(x, training)])
        }
      },
      start: { fanIn, fanOut, a, isUniform, generator in
        report.checked("8.3", { own.start(fanIn, fanOut, a, isUniform, &generator) }) { weight in
          let expected = (2 / ((1 + a * a) * Double(fanIn))).squareRoot()
          return weight.shape == Shape(rows: fanIn, columns: fanOut)
            && 0.8...1.2 ~= weight.standardDeviation / expected && abs(weight.mean) < 0.2 * expected
        }
      },
      batches: { count, size, generator in
        report.checked("4.4", { own.batches(count, size, &generator) }) { batches in
          let sizes = stride(from: 0, to: count, by: size).map { min(size, count - $0) }
          return batches.flatMap(\.self).sorted() == Array(0..<count) && batches.map(\.count) == sizes
            && batches.flatMap(\.self) != Array(0..<count)
        }
      },
      dense: { x, weight, bias in
        report.checked("1.6", { own.dense(x, weight, bias) }) { y in agree([y], [reference.dense(x, weight, bias)]) }
      },
      normalize: { x, gamma, beta, epsilon in
        report.checked("10.1", { own.normalize(x, gamma, beta, epsilon) }) { y in
          agree([y], [reference.normalize(x, gamma, beta, epsilon)])
        }
      },
      runningStatistics: { x, mean, variance, decay in
        report.checked("10.2", { own.runningStatistics(x, mean, variance, decay) }) { new in
          let right = reference.runningStatistics(x, mean, variance, decay)
          return agree([new.mean, new.variance], [right.mean, right.variance])
        }
      },
      normalizeAtInference: { x, gamma, beta, mean, variance, epsilon in
        report.checked("10.3", { own.normalizeAtInference(x, gamma, beta, mean, variance, epsilon) }) { y in
          agree([y], [reference.normalizeAtInference(x, gamma, beta, mean, variance, epsilon)])
        }
      },
      activate: { z, a in
        report.checked("2.3", { own.activate(z, a) }) { y in
          let right = reference.activate(z, a)
          return agree([y.output, y.slope], [right.output, right.slope])
        }
      },
      drop: { x, dy, uniforms, keep, isTraining in
        report.checked("14.5", { own.drop(x, dy, uniforms, keep, isTraining) }) { y in
          let right = reference.drop(x, dy, uniforms, keep, isTraining)
          return agree([y.y, y.dx], [right.y, right.dx])
        }
      },
      scoresGradient: { scores, labels in
        report.checked("3.6", { own.scoresGradient(scores, labels) }) { gradient in
          agree([gradient], [reference.scoresGradient(scores, labels)])
        }
      },
      denseBack: { dy, x, weight in
        report.checked("3.5", { own.denseBack(dy, x, weight) }) { back in
          let right = reference.denseBack(dy, x, weight)
          return agree([back.dx, back.dweight], [right.dx, right.dweight]) && agree([back.dbias], [right.dbias])
        }
      },
      normalizeBack: { dy, x, gamma, epsilon in
        report.checked("10.4", { own.normalizeBack(dy, x, gamma, epsilon) }) { back in
          let right = reference.normalizeBack(dy, x, gamma, epsilon)
          return agree([back.dx], [right.dx]) && agree([back.dgamma, back.dbeta], [right.dgamma, right.dbeta])
        }
      },
      clip: { gradients, limit in
        report.checked("12.3", { own.clip(gradients, limit) }) { clipped in
          agree(clipped, reference.clip(gradients, limit))
        }
      },
      step: { weights, gradient, mean, squares, t, rate, beta1, beta2, epsilon in
        report.checked("13.7", { own.step(weights, gradient, mean, squares, t, rate, beta1, beta2, epsilon) }) { new in
          let right = reference.step(weights, gradient, mean, squares, t, rate, beta1, beta2, epsilon)
          return agree([new.weights, new.mean, new.squares], [right.weights, right.mean, right.squares])
        }
      },
      stop: { losses, patience in
        report.checked("14.3", { own.stop(losses, patience) }) { stop in stop == reference.stop(losses, patience) }
      })
  }
}

private func agree(_ a: [Matrix], _ b: [Matrix]) -> Bool {
  a.map(\.shape) == b.map(\.shape) && agree(a.map(\.elements), b.map(\.elements))
}

/// Whether numbers agree but for roundings; what is not finite agrees with what is not.
private func agree(_ a: [[Double]], _ b: [[Double]]) -> Bool {
  a.map(\.count) == b.map(\.count)
    && zip(a.joined(), b.joined()).allSatisfy { x, y in
      x == y || !x.isFinite && !y.isFinite || abs(x - y) <= 1e-9 * max(1, abs(y))
    }
}
