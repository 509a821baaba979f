"""The files of vectors that the engine's tests read, line by line:

    case <name>
    <key> <rows> <columns> <numbers, row by row>

Numbers are written so that they read back to the same bits.
"""

import pathlib
import platform

import numpy as np

lines = []


def case(name):
    lines.append(f"\ncase {name}")


def write(key, value):
    value = np.atleast_2d(value)
    numbers = " ".join(repr(float(v)).removesuffix(".0") for v in value.ravel())
    lines.append(f"{key} {value.shape[0]} {value.shape[1]} {numbers}")


def save(name, script, libraries, remark):
    """Saves what was written as Fixtures/<name>, under a head that names the script and the libraries' versions."""
    versions = "".join(f"{library.__name__} {library.__version__}, " for library in libraries)
    head = [
        f"# Made by Tests/Oracles/{script}; do not edit.",
        f"# {versions}Python {platform.python_version()}; float64.",
        f"# {remark}",
    ]
    fixtures = pathlib.Path(__file__).parent.parent / "EngineTests" / "Fixtures"
    (fixtures / name).write_text("\n".join(head + lines) + "\n")
    print("\n".join(head))
