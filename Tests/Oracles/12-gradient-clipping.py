"""Makes the vectors that the solutions of lesson 12 are compared with, by PyTorch in float64; the angle is mpmath's.

    python3 Tests/Oracles/12-gradient-clipping.py > Tests/ExerciseTests/12-gradient-clipping/12-oracle.swift

Made with Python 3.11.7, PyTorch 2.13.0+cpu and mpmath 1.3.0. The tests read the Swift file and never need Python.
Where PyTorch's convention differs from the course's, the line says how the course's number is obtained from it.
"""

import mpmath
import torch
from torch.nn.utils import clip_grad_norm_, clip_grad_value_

from swift_source import swift

torch.set_default_dtype(torch.float64)
torch.manual_seed(12)
mpmath.mp.dps = 40

THRESHOLD, LIMIT = 1.5, 0.7


def with_gradients(gradients):
    parameters = [torch.zeros_like(g, requires_grad=True) for g in gradients]
    for p, g in zip(parameters, gradients):
        p.grad = g.clone()
    return parameters


def angle(a, b):
    a = [mpmath.mpf(float(x)) for x in a.flatten()]
    b = [mpmath.mpf(float(x)) for x in b.flatten()]
    dot = mpmath.fdot(a, b)
    return float(mpmath.degrees(mpmath.acos(dot / mpmath.sqrt(mpmath.fdot(a, a) * mpmath.fdot(b, b)))))


print("// Made by Tests/Oracles/12-gradient-clipping.py with PyTorch 2.13.0+cpu in float64. Do not edit.")
print()
print("enum Oracle12 {")
print(f"  static let threshold = {THRESHOLD}")
print(f"  static let limit = {LIMIT}")

first, second = torch.randn(3, 4), 3 * torch.randn(1, 4)
swift("first", first)
swift("second", second)

parameters = with_gradients([first])
clip_grad_value_(parameters, LIMIT)
swift("firstByValue", parameters[0].grad)
print(f"  static let angle = {angle(first, parameters[0].grad)}")

# PyTorch divides by ‖g‖ + 10⁻⁶, the course by ‖g‖: the quotient of both corrects it.
parameters = with_gradients([first])
norm = clip_grad_norm_(parameters, THRESHOLD)
swift("firstByNorm", parameters[0].grad * ((norm + 1e-6) / norm))

parameters = with_gradients([first, second])
norm = clip_grad_norm_(parameters, THRESHOLD)
print(f"  static let globalNorm = {float(norm)}")
swift("firstByGlobalNorm", parameters[0].grad * ((norm + 1e-6) / norm))
swift("secondByGlobalNorm", parameters[1].grad * ((norm + 1e-6) / norm))
print("}")
