"""Makes Tests/EngineTests/Fixtures/optimizers.txt: where PyTorch, optax and Keras say each update rule should go.

    pip install torch==2.13.0 jax==0.10.2 optax==0.2.8 keras==3.15.0 numpy==2.4.6
    python3 Tests/Oracles/optimizer_vectors.py

Everything is float64. One parameter of seven numbers is moved 200 times, by the same gradients for every rule: of
ordinary, large and tiny size, mostly zero, always zero, always the same, and shrinking from step to step. Written is
where the parameter is after every tenth step. Where several frameworks have the engine's convention, all of them are
run, and the script stops unless they agree within 1e-12. The format is that of engine_vectors.py.

Conventions that differ, and what is written here (the engine's form):

- RMSProp: epsilon inside the root (optax, Keras). PyTorch's, outside, is written as path_of_torch.
- Adagrad: the sum starts at 0 and epsilon stands outside (PyTorch). optax and Keras have it inside, and start at 0.1.
- Adam: epsilon outside, both averages corrected (PyTorch, optax). Keras adds its epsilon before the correction of the
  root, so the same number means another thing; that is written as path_of_keras.
- Momentum: v = beta v + (1 - beta) g is the frameworks' rule at a rate of eta (1 - beta).
"""

import os
import pathlib
import platform

os.environ["KERAS_BACKEND"] = "torch"

import jax
import jax.numpy as jnp
import keras
import numpy as np
import optax
import torch

jax.config.update("jax_enable_x64", True)
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
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


def by_torch(rule):
    w = torch.tensor(start, requires_grad=True)
    optimizer = rule([w])
    path = []
    for g in gradients:
        w.grad = torch.tensor(g)
        optimizer.step()
        path.append(w.detach().numpy().copy())
    return np.array(path)


def by_optax(rule):
    w = jnp.asarray(start)
    state = rule.init(w)
    path = []
    for g in gradients:
        updates, state = rule.update(jnp.asarray(g), state, w)
        w = optax.apply_updates(w, updates)
        path.append(np.asarray(w))
    return np.array(path)


def by_keras(rule):
    w = keras.Variable(start, dtype="float64")
    rule.build([w])
    path = []
    for g in gradients:
        rule.apply([torch.tensor(g)], [w])
        path.append(w.value.detach().numpy().copy())
    return np.array(path)


lines = []
worst_disagreement = 0.0


def write(key, value):
    value = np.atleast_2d(value)
    numbers = " ".join(repr(float(v)).removesuffix(".0") for v in value.ravel())
    lines.append(f"{key} {value.shape[0]} {value.shape[1]} {numbers}")


def case(name, constants, paths, **others):
    """Writes the first path, if all agree with it, and the others under their own names."""
    global worst_disagreement
    for path in paths[1:]:
        difference = np.max(np.abs(path - paths[0]) / np.maximum(1, np.abs(paths[0])))
        assert difference <= 1e-12, f"{name}: differs by {difference}"
        worst_disagreement = max(worst_disagreement, difference)
    lines.append(f"\ncase {name}")
    write("constants", constants)
    write("path", paths[0][9::10])
    for key, path in others.items():
        write(key, path[9::10])


lines.append("\ncase gradients")
write("start", start)
write("gradients", gradients)

SGD = torch.optim.SGD
case("momentum", [0.1, 0.9], [
    by_torch(lambda p: SGD(p, lr=0.1 * (1 - 0.9), momentum=0.9)),
    by_optax(optax.chain(optax.ema(0.9, debias=False), optax.scale(-0.1))),
    by_keras(keras.optimizers.SGD(0.1 * (1 - 0.9), momentum=0.9)),
])
case("nesterov", [0.01, 0.9], [
    by_torch(lambda p: SGD(p, lr=0.01, momentum=0.9, nesterov=True)),
    by_optax(optax.sgd(0.01, momentum=0.9, nesterov=True)),
    by_keras(keras.optimizers.SGD(0.01, momentum=0.9, nesterov=True)),
])
case("adagrad", [0.1, 1e-10], [by_torch(lambda p: torch.optim.Adagrad(p, lr=0.1, eps=1e-10))])
case("adagrad with a large epsilon", [0.1, 1e-3], [by_torch(lambda p: torch.optim.Adagrad(p, lr=0.1, eps=1e-3))])
case("adadelta", [1, 0.95, 1e-6], [
    by_torch(lambda p: torch.optim.Adadelta(p, lr=1, rho=0.95, eps=1e-6)),
    by_optax(optax.adadelta(1.0, rho=0.95, eps=1e-6)),
    by_keras(keras.optimizers.Adadelta(1.0, rho=0.95, epsilon=1e-6)),
])
case(
    "rmsprop", [0.01, 0.9, 1e-8], [
        by_optax(optax.rmsprop(0.01, decay=0.9, eps=1e-8)),
        by_keras(keras.optimizers.RMSprop(0.01, rho=0.9, epsilon=1e-8)),
    ],
    path_of_torch=by_torch(lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, eps=1e-8)))
case(
    "adam", [0.01, 0.9, 0.999, 1e-8], [
        by_torch(lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.9, 0.999), eps=1e-8)),
        by_optax(optax.adam(0.01, 0.9, 0.999, 1e-8)),
    ],
    path_of_keras=by_keras(keras.optimizers.Adam(0.01, epsilon=1e-8)))

header = f"""\
# Made by Tests/Oracles/optimizer_vectors.py; do not edit.
# torch {torch.__version__}, jax {jax.__version__}, optax {optax.__version__}, keras {keras.__version__}, \
numpy {np.__version__}, Python {platform.python_version()}; float64.
# Where several frameworks have the engine's convention, their numbers differ by at most {worst_disagreement:.1e}."""
fixtures = pathlib.Path(__file__).parent.parent / "EngineTests" / "Fixtures"
(fixtures / "optimizers.txt").write_text(header + "\n" + "\n".join(lines) + "\n")
print(header)
