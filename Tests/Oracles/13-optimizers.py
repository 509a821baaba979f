"""Makes the vectors that the solutions of lesson 13 are compared with, by PyTorch and optax in float64.

    python3 Tests/Oracles/13-optimizers.py > Tests/ExerciseTests/13-optimizers/13-oracle.swift

Made with Python 3.11.7, PyTorch 2.13.0+cpu, jax 0.10.2 and optax 0.2.8. The tests read the Swift file and never need
Python. Three weights are moved by the same 120 gradients under every rule; written is where they are after steps 1, 2,
10 and 120. Momentum is PyTorch's at a rate of 0.2 (1 - 0.9); RMSProp, whose epsilon PyTorch has outside the root, is
optax's; bias correction is optax.ema.
"""

import jax.numpy as jnp
import numpy as np
import optax
import torch

from swift_source import swift
from update_rules import Walk

rng = np.random.default_rng(13)
gradients = np.round(rng.standard_normal((120, 3)) * np.array([1, 0.001, 30]), 6)
start = np.array([1.0, -2.0, 0.5])
walk = Walk(start, gradients)
CHOSEN = [0, 1, 9, 119]  # after steps 1, 2, 10 and 120

print("// Made by Tests/Oracles/13-optimizers.py with PyTorch 2.13.0+cpu and optax 0.2.8 in float64. Do not edit.")
print()
print("enum Oracle13 {")
swift("start", start)
swift("gradients", gradients)
swift("momentum", walk.by_torch(lambda p: torch.optim.SGD(p, lr=0.2 * (1 - 0.9), momentum=0.9))[CHOSEN])
swift("nesterov", walk.by_torch(lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9, nesterov=True))[CHOSEN])
swift("adagrad", walk.by_torch(lambda p: torch.optim.Adagrad(p, lr=0.1, eps=1e-4))[CHOSEN])
swift("adadelta", walk.by_torch(lambda p: torch.optim.Adadelta(p, lr=0.5, rho=0.9, eps=1e-6))[CHOSEN])
swift("rmsprop", walk.by_optax(optax.rmsprop(0.01, decay=0.9, eps=1e-6))[CHOSEN])
swift("adam", walk.by_torch(lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.9, 0.999), eps=1e-4))[CHOSEN])

ema = optax.ema(0.9, debias=True)
state = ema.init(jnp.zeros(3))
averages = []
for g in gradients:
    average, state = ema.update(jnp.asarray(g), state)
    averages.append(np.asarray(average))
swift("averages", averages)
print("}")
