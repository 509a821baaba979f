let clinicExercises: [ExerciseOutline] = [
  ExerciseOutline(
    "16.1", "Update ratios",
    question: "How far did one update move a layer's weights, and compared with what does that count?",
    idea: """
      For each layer and each update take the difference of two neighbouring snapshots, and its norm; divide it by the norm \
      of the weights *before* the update. Sort a layer's ratios, and take the middle one.
      """,
    formula:
      "r_t = ‖w_{t+1} − w_t‖/‖w_t‖        median of n sorted: r[n/2] if n is odd, else the mean of the two in the middle"
  ),
  ExerciseOutline(
    "16.2", "Flat and dead",
    question: "A unit is flat for one example, or for every one of them: which of the two keeps it from ever learning?",
    idea: """
      Go through the slopes and ask of each whether it is below a twentieth of the greatest; a nan is flat too. The flat \
      share counts entries of the matrix, the dead share counts columns in which all entries are flat.
      """,
    formula: "flat = #{g′ < G/20 or nan}/(m n)        dead = #{columns with all m entries flat}/n"),
  patient(
    "16.3", "Patient 1",
    "The training loss falls for a moment, and then it stays. What has become of the second layer by then?"),
  patient("16.4", "Patient 2", "Which of the two losses falls to the end, and what does the other one do meanwhile?"),
  patient(
    "16.5", "Patient 3", "How many units are flat before the first update, and what shifts all of them that way?"),
  patient("16.6", "Patient 4", "What would have to be wrong, and is it?"),
  patient(
    "16.7", "Patient 5",
    "How large are the outputs of the first layer before the first update, and what are they made of?"),
  patient(
    "16.8", "Patient 6",
    "How does the gradient change from the output back to the first layer, before the first update?"),
  patient("16.9", "Patient 7", "By which factor do the outputs grow from layer to layer, before the first update?"),
  ExerciseOutline(
    "16.10", "The doctor",
    question: "Which illnesses can be seen before the first update? Which of them looks like another one later?",
    idea: """
      Ask in an order, and return at the first yes. First the inputs, then at update 0 the flat share, the growth of the \
      deviation per layer, and how much larger the top layer's gradient is than the first layer's. Only then the course of \
      training: units that died, a loss that rose, a training accuracy that stays low (the update ratio tells the two rates \
      apart), and last the gap to validation.
      """,
    formula: """
      growth = (d_top/d_first)^(1/(L − 1)) of L hidden layers: healthy is about 0.7 to 1.1. The ratio after epoch 1, largest \
      of the layers: 0.02 to 0.1 is healthy for plain descent on these networks
      """),
  ExerciseOutline(
    "16.11", "A network of your own",
    question: "Which of your earlier answers does a layer need on the way forward, and which on the way back?",
    idea: """
      Forward: keep the input of every dense layer, and the slope that 2.3 returns beside its output. Back: begin with \
      3.6; for each layer from the last one 3.5 gives its gradients and dx, and what reaches the layer below is dx times \
      the slope there.
      """,
    formula: "a_0 = x;  z_l = a_{l−1} W_l + b_l;  a_l = g(z_l)        dz_L = (p − y)/m;  dz_l = dx_{l+1} ⊙ g′(z_l)"),
]

/// The exercise of a patient.
private func patient(_ id: String, _ title: String, _ question: String) -> ExerciseOutline {
  ExerciseOutline(
    id, title,
    question: question,
    idea: """
      Ask in this order: are the inputs near mean 0 and deviation 1? Are units flat before the first update? Does the \
      deviation, or the gradient, change from layer to layer? Only what is left shows in the course of training. Then look \
      among the settings for what makes that number what it is, and change this one thing.
      """,
    formula: """
      In the answer: var cured = settings; change one of cured.inputs, layers, units, activation, start, bias, batchNorm, \
      rule, rate, clip, keep, penalty, epochs, stopsInTime; return Diagnosis(.vanishing, cured), with the name of the illness
      """)
}
