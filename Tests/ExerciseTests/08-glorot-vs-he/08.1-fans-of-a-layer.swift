import Engine
import Solutions

extension Lesson08 {
  struct FansInput: Sendable {
    let windowHeight: Int
    let windowWidth: Int
    let channelsIn: Int
    let channelsOut: Int

    var positions: Int { windowHeight * windowWidth }
    var weights: Int { positions * channelsIn * channelsOut }
  }

  typealias Fans = (fanIn: Int, fanOut: Int)

  static let layerFans: Bank<FansInput, Fans> = Bank(
    id: "8.1",
    cases: { generator in
      let named = [(3, 2, 4, 5), (3, 3, 2, 7), (1, 1, 64, 10), (2, 5, 3, 4), (7, 7, 3, 64), (1, 4, 6, 1)]
      let drawn = (0..<4).map { _ in
        (
          1 + generator.integer(below: 6), 1 + generator.integer(below: 6), 1 + generator.integer(below: 20),
          1 + generator.integer(below: 20)
        )
      }
      return (named + drawn).map { height, width, channelsIn, channelsOut in
        let input = FansInput(
          windowHeight: height, windowWidth: width, channelsIn: channelsIn, channelsOut: channelsOut)
        return Case(input, note: input.positions == 1 ? "A window of 1 × 1: this is a dense layer." : nil)
      }
    },
    input: {
      [
        .number("windowHeight", Double($0.windowHeight)), .number("windowWidth", Double($0.windowWidth)),
        .number("channelsIn", Double($0.channelsIn)), .number("channelsOut", Double($0.channelsOut)),
      ]
    },
    output: { [.number("fanIn", Double($0.fanIn)), .number("fanOut", Double($0.fanOut))] },
    reference: {
      fans(
        windowHeight: $0.windowHeight, windowWidth: $0.windowWidth, channelsIn: $0.channelsIn,
        channelsOut: $0.channelsOut)
    },
    alternatives: [
      Answer("all weights, divided by the channels on the other side") { input in
        (input.weights / input.channelsOut, input.weights / input.channelsIn)
      },
      Answer("counting one by one") { input in
        var fans: Fans = (0, 0)
        for _ in 0..<input.windowHeight {
          for _ in 0..<input.windowWidth {
            for _ in 0..<input.channelsIn { fans.fanIn += 1 }
            for _ in 0..<input.channelsOut { fans.fanOut += 1 }
          }
        }
        return fans
      },
    ],
    misconceptions: [
      Answer("You counted channels only: a unit sums a product for every position of the window in every channel.") {
        ($0.channelsIn, $0.channelsOut)
      },
      Answer("You counted channels only, and swapped them: the window has height · width positions, too.") {
        ($0.channelsOut, $0.channelsIn)
      },
      Answer("You left the window out of the fan-out: every position of the window passes over an input.") {
        ($0.positions * $0.channelsIn, $0.channelsOut)
      },
      Answer("You left the window out of the fan-in: a unit sums a product for every position of the window.") {
        ($0.channelsIn, $0.positions * $0.channelsOut)
      },
      Answer("You swapped the two: the fan-in goes with the channels that come in.") {
        ($0.positions * $0.channelsOut, $0.positions * $0.channelsIn)
      },
      Answer("You counted all weights of the layer: the fan-in is that of one unit, the fan-out that of one input.") {
        ($0.weights, $0.weights)
      },
      Answer("You counted all weights of the layer for the fan-out: it is that of one input, in one channel.") {
        ($0.positions * $0.channelsIn, $0.weights)
      },
      Answer(
        "You counted all weights of the layer for the fan-in: it is that of one unit, for one channel that goes out."
      ) {
        ($0.weights, $0.positions * $0.channelsOut)
      },
      Answer("You multiplied the channels with each other: each fan has the channels of one side, and the window.") {
        ($0.channelsIn * $0.channelsOut, $0.channelsIn * $0.channelsOut)
      },
      Answer("You left the channels out: a unit sees all that come in, and an input feeds all that go out.") {
        ($0.positions, $0.positions)
      },
      Answer("You left the channels out of the fan-in: a unit sees all that come in.") {
        ($0.positions, $0.positions * $0.channelsOut)
      },
      Answer("You left the channels out of the fan-out: an input feeds all that go out.") {
        ($0.positions * $0.channelsIn, $0.positions)
      },
      Answer("The channels are missing in the fan-in, and the window in the fan-out: each has both.") {
        ($0.positions, $0.channelsOut)
      },
      Answer("You gave the fan-in twice: the fan-out goes with the channels that go out.") {
        ($0.positions * $0.channelsIn, $0.positions * $0.channelsIn)
      },
      Answer("You gave the fan-out twice: the fan-in goes with the channels that come in.") {
        ($0.positions * $0.channelsOut, $0.positions * $0.channelsOut)
      },
      Answer("You gave the average of the fans: each is asked for by itself.") {
        let average = $0.positions * ($0.channelsIn + $0.channelsOut) / 2
        return (average, average)
      },
      Answer("You counted the bias: it is no product of an input, and 1 too many here.") {
        ($0.positions * $0.channelsIn + 1, $0.positions * $0.channelsOut)
      },
      Answer("You counted the bias: it is no product of an input, and 1 too many here.") {
        ($0.positions * $0.channelsIn + 1, $0.positions * $0.channelsOut + 1)
      },
      Answer("You counted the bias: it is no product of an input, and 1 too many here.") {
        ($0.positions * $0.channelsIn, $0.positions * $0.channelsOut + 1)
      },
      Answer("You added the channels to the window's positions: there is a product for every pair of them.") {
        ($0.positions + $0.channelsIn, $0.positions + $0.channelsOut)
      },
      Answer("You added the sides of the window: it has height · width positions.") {
        let positions = $0.windowHeight + $0.windowWidth
        return (positions * $0.channelsIn, positions * $0.channelsOut)
      },
      Answer("You took the window for a square: it has height · width positions.") {
        let positions = $0.windowHeight * $0.windowHeight
        return (positions * $0.channelsIn, positions * $0.channelsOut)
      },
      Answer("You took the window for a square: it has height · width positions.") {
        let positions = $0.windowWidth * $0.windowWidth
        return (positions * $0.channelsIn, positions * $0.channelsOut)
      },
      Answer("You left the window's width out: it has height · width positions.") {
        ($0.windowHeight * $0.channelsIn, $0.windowHeight * $0.channelsOut)
      },
      Answer("You left the window's height out: it has height · width positions.") {
        ($0.windowWidth * $0.channelsIn, $0.windowWidth * $0.channelsOut)
      },
      Answer("You let the window miss an input near the border: here the input is far from it.") {
        ($0.positions * $0.channelsIn, max(1, $0.windowHeight - 1) * $0.windowWidth * $0.channelsOut)
      },
      Answer("You let the window miss an input near the border: here the input is far from it.") {
        (
          $0.positions * $0.channelsIn,
          max(1, $0.windowHeight - 1) * max(1, $0.windowWidth - 1) * $0.channelsOut
        )
      },
    ])
}
