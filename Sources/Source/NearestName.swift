/// The name that someone who wrote `word` most likely meant; `nil` when none is near. The distance that counts as near
/// grows with the word: one edit up to four letters, two up to eight, else three.
package func nearestName(to word: String, among names: some Sequence<String>) -> String? {
  let limit = word.count <= 4 ? 1 : word.count <= 8 ? 2 : 3
  var best: (name: String, distance: Int)?
  for name in names {
    let distance = editDistance(word.lowercased(), name.lowercased(), limit: limit)
    guard distance <= limit, distance < best?.distance ?? .max else { continue }
    best = (name, distance)
  }
  return best?.name ?? names.first { word.count >= 3 && $0.hasPrefix(word) }
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other (optimal string
/// alignment); more than `limit` is given as `limit + 1`.
func editDistance(_ left: String, _ right: String, limit: Int) -> Int {
  let left = Array(left.utf8.prefix(256))
  let right = Array(right.utf8.prefix(256))
  guard abs(left.count - right.count) <= limit else { return limit + 1 }
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for (row, byte) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      var best = min(last[column + 1] + 1, current[column] + 1, last[column] + (byte == other ? 0 : 1))
      if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
        best = min(best, beforeLast[column - 1] + 1)
      }
      current.append(best)
    }
    (beforeLast, last) = (last, current)
  }
  return min(last[right.count], limit + 1)
}
