"""How PyTorch and optax move a parameter, in float64."""

import jax
import jax.numpy as jnp
import numpy as np
import optax
import torch

jax.config.update("jax_enable_x64", True)
torch.set_default_dtype(torch.float64)


class Walk:
    """A start and the gradients that move the parameter from there, the same under every rule.

    Each method returns where the parameter is after each step: steps x parameters.
    """

    def __init__(self, start, gradients):
        self.start = start
        self.gradients = gradients

    def by_torch(self, rule):
        w = torch.tensor(self.start, requires_grad=True)
        optimizer = rule([w])
        path = []
        for g in self.gradients:
            w.grad = torch.tensor(g)
            optimizer.step()
            path.append(w.detach().numpy().copy())
        return np.array(path)

    def by_optax(self, rule):
        w = jnp.asarray(self.start)
        state = rule.init(w)
        path = []
        for g in self.gradients:
            updates, state = rule.update(jnp.asarray(g), state, w)
            w = optax.apply_updates(w, updates)
            path.append(np.asarray(w))
        return np.array(path)
