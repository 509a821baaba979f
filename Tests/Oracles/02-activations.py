"""Makes the vectors that the solutions of lesson 02 are compared with.

    python3 Tests/Oracles/02-activations.py > Tests/ExerciseTests/02-activations/02-oracle.swift

The sigmoid with mpmath at 50 digits, its slope by mpmath's numerical differentiation; all else by PyTorch in float64:
slopes and the collapsed weight by automatic differentiation. Made with Python 3.11.7, PyTorch 2.13.0+cpu and mpmath
1.3.0. The tests read the Swift file and never need Python.
"""

import mpmath
import torch

from swift_source import swift

torch.set_default_dtype(torch.float64)
torch.manual_seed(2)
mpmath.mp.dps = 50

print("// Made by Tests/Oracles/02-activations.py with PyTorch 2.13.0+cpu in float64 and mpmath 1.3.0.")
print("// Do not edit.")
print()
print("enum Oracle02 {")


# A sigmoid for any number: z, the value, the slope.
def logistic(z):
    return 1 / (1 + mpmath.exp(-z))


rows = []
for z in [-705.5, -400.0, -40.0, -3.7, -0.001, 0.0, 0.5, 12.0, 40.0, 400.0, 700.25]:
    # Near 1 it takes as many digits more as the slope has zeros.
    with mpmath.workdps(700):
        rows.append([z, float(logistic(mpmath.mpf(z))), float(mpmath.diff(logistic, mpmath.mpf(z)))])
swift("sigmoids", rows)

# The way back through tanh.
x = (2 * torch.randn(4, 3)).requires_grad_()
dy = torch.randn(4, 3)
y = torch.tanh(x)
y.backward(dy)
for name, value in [("tanhOutput", y.detach()), ("tanhOutputGradient", dy), ("tanhInputGradient", x.grad)]:
    swift(name, value)

# Leaky ReLU: the same x under several a.
x = torch.randn(3, 4).requires_grad_()
swift("leakyInput", x.detach())
slopes = [0.01, 0.0, 1.5, -0.7]
swift("leakyA", slopes)
for k, a in enumerate(slopes, 1):
    x.grad = None
    y = torch.nn.functional.leaky_relu(x, a)
    y.sum().backward()
    swift(f"leakyOutput{k}", y.detach())
    swift(f"leakySlope{k}", x.grad)

# Softmax at several temperatures.
scores = 3 * torch.randn(3, 5)
scores[1] = torch.tensor([1000.0, 999.5, -1000.0, 1000.0, 0.0])
swift("scores", scores)
for name, temperature in [("warm", 1.0), ("hot", 7.5), ("cold", 0.01)]:
    swift(name, torch.softmax(scores / temperature, dim=1))

# Two linear layers in one: the Jacobian of the pair, and what it makes of 0.
first, second = torch.nn.Linear(4, 3), torch.nn.Linear(3, 2)
with torch.no_grad():
    swift("weight1", first.weight.T)
    swift("bias1", first.bias)
    swift("weight2", second.weight.T)
    swift("bias2", second.bias)
    swift("bias", second(first(torch.zeros(4))))
jacobian = torch.autograd.functional.jacobian(lambda x: second(first(x)), torch.randn(4))
swift("weight", jacobian.T)

# The share of flat units: slopes by automatic differentiation.
z = (2.5 * torch.randn(9, 4)).requires_grad_()
torch.tanh(z).sum().backward()
swift("preactivations", z.detach())
thresholds = [0.05, 0.3, 0.8]
swift("thresholds", thresholds)
swift("shares", torch.stack([(z.grad < flat).double().mean(dim=0) for flat in thresholds]))
print("}")
