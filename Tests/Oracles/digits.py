"""Makes Sources/Datasets/digits.bin from digits.csv, and the numbers its tests compare with.

    python3 Tests/Oracles/digits.py path/to/digits.csv

digits.csv has 1 797 lines: 64 grey levels 0-16, row by row, then the label. It equals, number for number,
sklearn/datasets/data/digits.csv.gz in scikit-learn 1.9.1 (compared once; there the numbers carry decimals).

Standard library only, written without a look at the Swift code: the checksum is zlib's, and the split is
computed a second time from its description.
"""

import struct
import sys
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEED = 1998
PER_CLASS = 30  # examples of each class in the test set, and as many in the validation set


def packed(row):
    """One digit in 41 bytes: five planes of 8 x 8 bits, lowest bit of the grey level first, then the label.
    A byte is one row of a plane; its lowest bit is the leftmost pixel."""
    out = bytearray()
    for bit in range(5):
        for y in range(8):
            out.append(sum((row[8 * y + x] >> bit & 1) << x for x in range(8)))
    out.append(row[64])
    return bytes(out)


def splitmix64(seed):
    """Steele, Lea, Flood (2014), figure 16."""
    mask = (1 << 64) - 1
    while True:
        seed = (seed + 0x9E3779B97F4A7C15) & mask
        z = seed
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        yield z ^ (z >> 31)


def below(bound, words):
    """Lemire (2019), algorithm 5."""
    while True:
        product = next(words) * bound
        if product % 2**64 >= 2**64 % bound:
            return product >> 64


def split(labels):
    """Shuffle all; the first 30 of each class are the test set, the next 30 validation, the others training."""
    words = splitmix64(SEED)
    order = list(range(len(labels)))
    for last in range(len(order) - 1, 0, -1):  # Fisher-Yates, from the end
        other = below(last + 1, words)
        order[last], order[other] = order[other], order[last]
    seen = [0] * 10
    training, validation, test = [], [], []
    for i in order:
        part = test if seen[labels[i]] < PER_CLASS else validation if seen[labels[i]] < 2 * PER_CLASS else training
        seen[labels[i]] += 1
        part.append(i)
    return training, validation, test


def nearest_mean(rows, training, test):
    """How many test pictures are nearest to the mean of their own class's training pictures."""
    means = []
    for c in range(10):
        own = [rows[i][:64] for i in training if rows[i][64] == c]
        means.append([sum(column) / len(own) for column in zip(*own)])

    def guess(row):
        return min(range(10), key=lambda c: sum((p - q) ** 2 for p, q in zip(row[:64], means[c])))

    return sum(guess(rows[i]) == rows[i][64] for i in test)


def swift(name, comment, numbers):
    lines, line = [], "   "
    for number in map(str, numbers):
        if len(line) + len(number) + 2 > 118:
            lines.append(line)
            line = "   "
        line += f" {number},"
    body = "\n".join(lines + [line])
    return f"  /// {comment}\n  static let {name} = [\n{body}\n  ]\n"


rows = [[int(cell) for cell in line.split(",")] for line in Path(sys.argv[1]).read_text().split()]
assert len(rows) == 1797 and all(len(row) == 65 for row in rows)
assert all(0 <= grey <= 16 for row in rows for grey in row[:64]) and all(0 <= row[64] <= 9 for row in rows)
assert len(set(map(tuple, rows))) == len(rows), "a digit occurs twice"

payload = b"".join(map(packed, rows))
(ROOT / "Sources/Datasets/digits.bin").write_bytes(payload + struct.pack("<I", zlib.crc32(payload)))

labels = [row[64] for row in rows]
training, validation, test = split(labels)
crc = zlib.crc32(b"".join(bytes(row) for row in rows))
(ROOT / "Tests/DatasetsTests/DigitsOracle.swift").write_text(
    "// Written by Tests/Oracles/digits.py from digits.csv; run the script again rather than edit this file.\n\n"
    "/// What digits.csv holds, computed outside the code under test.\n"
    "enum DigitsOracle {\n"
    + "  /// zlib's CRC-32 of the rows of the csv, 65 bytes each: 64 grey levels, then the label.\n"
    + f"  static let checksum: UInt32 = 0x{crc >> 16:04X}_{crc & 0xFFFF:04X}\n\n"
    + "  /// How many of the 300 test pictures are nearest to the mean training picture of their own class.\n"
    + f"  static let nearestMeanRight = {nearest_mean(rows, training, test)}\n\n"
    + swift("classCounts", "How many examples each class has.", [labels.count(c) for c in range(10)]) + "\n"
    + swift("pixelSums", "The sum of each pixel's grey levels over all examples.", [sum(r[j] for r in rows) for j in range(64)]) + "\n"
    + swift("trainingCounts", "How many examples of each class are for training.", [sum(labels[i] == c for i in training) for c in range(10)]) + "\n"
    + swift("validation", "The csv's rows, counted from 0, that are for validation, in order.", validation) + "\n"
    + swift("test", "The csv's rows, counted from 0, that are for the test, in order.", test) + "\n"
    + swift("firstTraining", "The first of the csv's rows that are for training, in order.", training[:100])
    + "}\n")
