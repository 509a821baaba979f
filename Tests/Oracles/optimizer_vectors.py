"""Makes Tests/EngineTests/Fixtures/optimizers.txt: where PyTorch, optax and Keras say each update rule should go.

    pip install torch==2.13.0 jax==0.10.2 optax==0.2.8 keras==3.15.0 numpy==2.4.6
    python3 Tests/Oracles/optimizer_vectors.py

Everything is float64. One parameter of seven numbers is moved 200 times, by the same gradients for every rule: of
ordinary, large and tiny size, mostly zero, always zero, always the same, and shrinking from step to step. Written is
where the parameter is after every tenth step. Where several frameworks have the engine's convention, all of them are
run, and the script stops unless they agree within 1e-12. vector_file.py says what the format is.

Conventions that differ, and what is written here (the engine's form):

- RMSProp: epsilon inside the root (optax, Keras). PyTorch's, outside, is written as path_of_torch.
- Adagrad: the sum starts at 0 and epsilon stands outside (PyTorch). optax and Keras have it inside, and start at 0.1.
- Adam: epsilon outside, both averages corrected (PyTorch, optax). Keras adds its epsilon before the correction of the
  root, so the same number means another thing; that is written as path_of_keras.
- Momentum: v = beta v + (1 - beta) g is the frameworks' rule at a rate of eta (1 - beta).
"""

import os

os.environ["KERAS_BACKEND"] = "torch"

import jax
import keras
import numpy as np
import optax
import torch

import vector_file
from update_rules import Walk
from vector_file import write

keras.config.set_floatx("float64")

STEPS = 200
rng = np.random.default_rng(20261121)
noise = rng.standard_normal((STEPS, 7))
gradients = np.stack([
    noise[:, 0],
    1000 * noise[:, 1],
    1e-6 * noise[:, 2],
    np.where(rng.random(STEPS) < 0.05, noise[:, 3], 0),
    0 * noise[:, 4],
    0 * noise[:, 5] + 0.25,
    noise[:, 6] * 0.95 ** np.arange(STEPS),
], axis=1)
gradients = np.array([[float(f"{g:.4g}") for g in row] for row in gradients])
start = np.array([1, -2, 0.5, 0, 3, -1, 0.25])
walk = Walk(start, gradients)


def by_keras(rule):
    w = keras.Variable(start, dtype="float64")
    rule.build([w])
    path = []
    for g in gradients:
        rule.apply([torch.tensor(g)], [w])
        path.append(w.value.detach().numpy().copy())
    return np.array(path)


worst_disagreement = 0.0


def case(name, constants, paths, **others):
    """Writes the first path, if all agree with it, and the others under their own names."""
    global worst_disagreement
    for path in paths[1:]:
        difference = np.max(np.abs(path - paths[0]) / np.maximum(1, np.abs(paths[0])))
        assert difference <= 1e-12, f"{name}: differs by {difference}"
        worst_disagreement = max(worst_disagreement, difference)
    vector_file.case(name)
    write("constants", constants)
    write("path", paths[0][9::10])
    for key, path in others.items():
        write(key, path[9::10])


vector_file.case("gradients")
write("start", start)
write("gradients", gradients)

SGD = torch.optim.SGD
case("momentum", [0.1, 0.9], [
    walk.by_torch(lambda p: SGD(p, lr=0.1 * (1 - 0.9), momentum=0.9)),
    walk.by_optax(optax.chain(optax.ema(0.9, debias=False), optax.scale(-0.1))),
    by_keras(keras.optimizers.SGD(0.1 * (1 - 0.9), momentum=0.9)),
])
case("nesterov", [0.01, 0.9], [
    walk.by_torch(lambda p: SGD(p, lr=0.01, momentum=0.9, nesterov=True)),
    walk.by_optax(optax.sgd(0.01, momentum=0.9, nesterov=True)),
    by_keras(keras.optimizers.SGD(0.01, momentum=0.9, nesterov=True)),
])
case("adagrad", [0.1, 1e-10], [walk.by_torch(lambda p: torch.optim.Adagrad(p, lr=0.1, eps=1e-10))])
case("adagrad with a large epsilon", [0.1, 1e-3], [walk.by_torch(lambda p: torch.optim.Adagrad(p, lr=0.1, eps=1e-3))])
case("adadelta", [1, 0.95, 1e-6], [
    walk.by_torch(lambda p: torch.optim.Adadelta(p, lr=1, rho=0.95, eps=1e-6)),
    walk.by_optax(optax.adadelta(1.0, rho=0.95, eps=1e-6)),
    by_keras(keras.optimizers.Adadelta(1.0, rho=0.95, epsilon=1e-6)),
])
case(
    "rmsprop", [0.01, 0.9, 1e-8], [
        walk.by_optax(optax.rmsprop(0.01, decay=0.9, eps=1e-8)),
        by_keras(keras.optimizers.RMSprop(0.01, rho=0.9, epsilon=1e-8)),
    ],
    path_of_torch=walk.by_torch(lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, eps=1e-8)))
case(
    "adam", [0.01, 0.9, 0.999, 1e-8], [
        walk.by_torch(lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.9, 0.999), eps=1e-8)),
        walk.by_optax(optax.adam(0.01, 0.9, 0.999, 1e-8)),
    ],
    path_of_keras=by_keras(keras.optimizers.Adam(0.01, epsilon=1e-8)))

vector_file.save(
    "optimizers.txt", "optimizer_vectors.py", [torch, jax, optax, keras, np],
    "Where several frameworks have the engine's convention, their numbers differ by at most "
    f"{worst_disagreement:.1e}.")
