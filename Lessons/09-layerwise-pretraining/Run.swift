import LessonKit

/// What a descent of a linear autoencoder leaves to look at.
struct Descent {
  var end: LinearAutoencoder
  var steps: [Double] = []
  var excess: [Double] = []
  var decoderAngle: [Double] = []
  var encoderAngle: [Double] = []

  init(end: LinearAutoencoder) { self.end = end }
}

/// What the training of a classifier leaves: the mean loss of each epoch, and the accuracy at the end.
struct Run {
  let losses: [Double]
  let accuracy: Double

  var loss: String { losses.last!.text(.fixed(2)) }
}
