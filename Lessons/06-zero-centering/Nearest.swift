/// Which of `choices` a measurement is nearest to, counted from 0.
func nearest(_ measured: Double, of choices: [Double]) -> Int {
  choices.indices.min { abs(choices[$0] - measured) < abs(choices[$1] - measured) }!
}
