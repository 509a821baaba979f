"""Makes the vectors that the solutions of lesson 09 are compared with.

    python3 Tests/Oracles/09-layerwise-pretraining.py > Tests/ExerciseTests/09-layerwise-pretraining/09-oracle.swift

An autoencoder and the gradient of tied weights by PyTorch, explained variance and eigenvectors by NumPy, and a stack of
three layers whose "training" is a rule, by NumPy. Made with Python 3.11.7, NumPy 2.4.6 and PyTorch 2.13.0+cpu. The tests
read the Swift file and never need Python.
"""

import numpy as np
import torch

from swift_source import swift

torch.set_default_dtype(torch.float64)
torch.manual_seed(9)
generator = np.random.default_rng(9)

print("// Made by Tests/Oracles/09-layerwise-pretraining.py with NumPy 2.4.6 and PyTorch 2.13.0+cpu in float64.")
print("// Do not edit.")
print()
print("enum Oracle09 {")

# 9.1: two linear layers, a sigmoid after the first, and the mean squared error.
x = torch.randn(5, 4) + 0.5
encoder, decoder = torch.nn.Linear(4, 3), torch.nn.Linear(3, 4)
code = torch.sigmoid(encoder(x))
rebuilt = decoder(code)
swift("x", x)
for name, value in [
    ("encoder", encoder.weight.T), ("encoderBias", encoder.bias), ("decoder", decoder.weight.T),
    ("decoderBias", decoder.bias), ("code", code), ("rebuilt", rebuilt),
]:
    swift(name, value.detach())
swift("loss", torch.nn.functional.mse_loss(rebuilt, x).item())

# 9.2: the gradient by autograd.
weight = torch.randn(4, 2, requires_grad=True)
torch.nn.functional.mse_loss(x @ weight @ weight.T, x).backward()
swift("weight", weight.detach())
swift("gradient", weight.grad)

# 9.3: of k components, the share of the first k eigenvalues.
values, vectors = np.linalg.eigh(np.cov(x.numpy().T, bias=True))
values, vectors = values[::-1], vectors[:, ::-1]
swift("components", vectors)
swift("explained", np.cumsum(values) / values.sum())

# 9.4: the first eigenvector and eigenvalue of that covariance.
swift("covariance", np.cov(x.numpy().T, bias=True))
swift("direction", vectors[:, 0] * np.sign(vectors[0, 0]))
swift("variance", values[0])


# 9.5: three layers; training takes the means of the columns for all weights of an input.
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


h = x.numpy()
for layer, width in enumerate([3, 2, 5], 1):
    w = np.repeat(h.mean(axis=0)[:, None], width, axis=1) * (1 + np.arange(width))
    b = 0.1 * np.arange(width) - 0.2
    swift(f"stackedWeight{layer}", w)
    h = sigmoid(h @ w + b)
swift("stackedCode", h)
print("}")
