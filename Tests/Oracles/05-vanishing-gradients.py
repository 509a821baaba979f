"""Makes the vectors that the solutions of lesson 05 are compared with.

    python3 Tests/Oracles/05-vanishing-gradients.py > Tests/ExerciseTests/05-vanishing-gradients/05-oracle.swift

Gradients by PyTorch's automatic differentiation in float64; the safe interval by root finding and the depth by exact
powers, both with mpmath at 50 digits. Made with Python 3.11.7, PyTorch 2.13.0+cpu and mpmath 1.3.0. The tests read the
Swift file and never need Python.
"""

import mpmath
import torch

from swift_source import swift

torch.set_default_dtype(torch.float64)
torch.manual_seed(5)
mpmath.mp.dps = 50

print("// Made by Tests/Oracles/05-vanishing-gradients.py with PyTorch 2.13.0+cpu in float64 and mpmath 1.3.0.")
print("// Do not edit.")
print()
print("enum Oracle05 {")

# One factor: the derivative of a neuron's output for its input.
w, b = torch.randn(6) * 4, torch.randn(6)
a = torch.rand(6).requires_grad_()
torch.sigmoid(w * a + b).sum().backward()
for name, value in [("factorWeights", w), ("factorBiases", b), ("factorInputs", a.detach()), ("factors", a.grad)]:
    swift(name, value, per_line=4)

# A chain of eight sigmoid neurons.
weights, biases = (torch.randn(8) * 4).requires_grad_(), torch.randn(8)
output = torch.tensor(0.7)
for weight, bias in zip(weights, biases):
    output = torch.sigmoid(weight * output + bias)
((output - 3.0) ** 2).backward()
for name, value in [
    ("chainWeights", weights.detach()), ("chainBiases", biases), ("chainGradients", weights.grad)
]:
    swift(name, value, per_line=4)

# The safe interval: where |w| s(wa + b) reaches 1, without solving the quadratic equation.
rows = []
for w, b in [(5.0, 0.5), (-6.9, 3.0), (20.0, -7.0), (-100.0, -12.5), (4.25, 1.0)]:

    def excess(a):
        z = w * a + b
        return abs(w) * mpmath.exp(z) / (1 + mpmath.exp(z)) ** 2 - 1

    middle = mpmath.mpf(-b) / w
    right = mpmath.findroot(excess, (middle, middle + mpmath.mpf(3) / 2), solver="anderson", maxsteps=500)
    left = mpmath.findroot(excess, (middle - mpmath.mpf(3) / 2, middle), solver="anderson", maxsteps=500)
    rows.append([w, b, float(left), float(right)])
swift("intervals", torch.tensor(rows))

# A tanh network of four layers.
x, dy = torch.randn(5, 3), torch.randn(5, 3)
matrices = [torch.randn(3, 3).requires_grad_() for _ in range(4)]
y = x
for matrix in matrices:
    y = torch.tanh(y @ matrix)
y.backward(dy)
swift("x", x)
swift("dy", dy)
for l, matrix in enumerate(matrices):
    swift(f"weight{l + 1}", matrix.detach())
swift("norms", torch.stack([matrix.grad.norm() for matrix in matrices]), per_line=4)

# The least n with factor^n < least, by exact rational powers.
rows = []
for factor, least in [(0.25, 1e-3), (0.1, 0.05), (0.53, 2.0**-1022), (0.9, 2.0**-126), (0.99, 1e-200), (0.5, 0.25)]:
    power, n = mpmath.mpf(1), 0
    with mpmath.workdps(2000):
        power = mpmath.mpf(1)
        while n == 0 or power >= mpmath.mpf(least):
            power *= mpmath.mpf(factor)
            n += 1
    rows.append([factor, least, n])
swift("depths", torch.tensor(rows))
print("}")
