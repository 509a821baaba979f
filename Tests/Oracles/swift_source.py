"""What the scripts that write Swift share: a constant of numbers, spelled as `swift format` leaves it."""

import numpy as np


def swift(name, value, per_line=None):
    """Prints a number, a list or a list of rows. A list stands on one line, or on several of `per_line` numbers."""
    value = np.asarray(value, dtype=float)
    if value.ndim == 0:
        print(f"  static let {name}: Double = {float(value)}")
    elif value.ndim == 1 and per_line is None:
        print(f"  static let {name}: [Double] = [{joined(value)}]")
    else:
        if value.ndim == 1:
            kind, lines = "[Double]", [joined(value[i:i + per_line]) for i in range(0, len(value), per_line)]
        else:
            kind, lines = "[[Double]]", [f"[{joined(row)}]" for row in value]
        comma = "," if len(value) > 1 else ""  # a single element has none behind it
        print(f"  static let {name}: {kind} = [\n    " + ",\n    ".join(lines) + f"{comma}\n  ]")


def joined(numbers):
    return ", ".join(str(float(v)) for v in numbers)
