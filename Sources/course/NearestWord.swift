/// The word that is nearest to another by Levenshtein's distance: one begun or misspelt by a letter or two; nil if none is near.
func nearestWord(to word: String, of words: [String]) -> String? {
  if let whole = words.first(where: { $0.hasPrefix(word) && word.count > 1 }) { return whole }
  let nearest = words.map { (word: $0, distance: distance($0, word)) }.min { $0.distance < $1.distance }
  return nearest.flatMap { $0.distance <= (word.count > 3 ? 2 : 1) ? $0.word : nil }
}

/// How many letters must be put in, left out or replaced to make one word of the other.
private func distance(_ a: String, _ b: String) -> Int {
  let letters = Array(b)
  var row = Array(0...letters.count)
  for (i, letter) in a.enumerated() {
    var new = [i + 1]
    for j in letters.indices { new.append(min(new[j] + 1, row[j + 1] + 1, row[j] + (letter == letters[j] ? 0 : 1))) }
    row = new
  }
  return row[letters.count]
}
