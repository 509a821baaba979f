import Foundation

/// The last lines of what an answer printed, for the end of a report; empty if it printed nothing.
func layout(printed text: String) -> String {
  let lines = text.split(separator: "\n").map { $0.count > 100 ? $0.prefix(100) + "…" : String($0) }
  if lines.isEmpty { return "" }
  let shown = lines.count > 12 ? ["…"] + lines.suffix(12) : lines
  return "printed   " + shown.joined(separator: "\n          ")
}

/// A file's text without what a terminal or an XML file could not hold or would obey: control characters, marks that turn
/// the direction of writing, and other scalars that are not seen.
func harmlessText(of path: String) -> String {
  let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  let kept = text.unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
    if scalar == "\n" { return scalar }
    if scalar == "\t" { return " " }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: return nil
    default: return scalar
    }
  }
  return String(String.UnicodeScalarView(kept))
}
