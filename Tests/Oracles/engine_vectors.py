"""Makes Tests/EngineTests/Fixtures/vectors.txt: what PyTorch and JAX say the engine should compute.

    pip install torch==2.13.0 jax==0.10.2 optax==0.2.8 numpy==2.4.6
    python3 Tests/Oracles/engine_vectors.py

Everything is float64. Each vector is computed twice, by PyTorch's own layers and once more from the formulas in
JAX with JAX's differentiation; the script stops unless the two agree within 1e-12. PyTorch's number is written.
Inputs have at most four decimals, so that the file stays short. vector_file.py says what the format is.

Conventions that differ, and what is written here (the engine's form):

- torch.nn.Linear keeps its weight as n_out × n_in; here it is n_in × n_out.
- torch.nn.BatchNorm1d: momentum 0.1 is our decay 0.9. Its running variance averages the *unbiased* variances;
  here each is scaled by (m - 1) / m first. It refuses a batch of one in training; there JAX's formula alone speaks.
- torch.optim.SGD and optax.sgd: v = mu v + g. Ours, v = beta v + (1 - beta) g, is theirs at a rate of eta (1 - beta),
  and is written out once more with optax.ema.
"""

import jax
import jax.numpy as jnp
import numpy as np
import optax
import torch

import vector_file
from vector_file import case

jax.config.update("jax_enable_x64", True)
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

rng = np.random.default_rng(20261121)
worst_disagreement = 0.0


def draw(*shape, scale=1.0, around=0.0):
    return np.round(around + scale * rng.standard_normal(shape), 4)


def write(key, value, also=None):
    """Writes a matrix; `also` is the same thing by the other road."""
    global worst_disagreement
    value = to_numpy(value)
    if also is not None:
        difference = np.max(np.abs(value - to_numpy(also)), initial=0.0)
        assert difference <= 1e-12, f"{vector_file.lines[-1]}: {key} differs by {difference}"
        worst_disagreement = max(worst_disagreement, difference)
    vector_file.write(key, value)


def to_numpy(value):
    value = value.detach().numpy() if isinstance(value, torch.Tensor) else np.asarray(value)
    return value.reshape(1, -1) if value.ndim < 2 else value


def leaf(value):
    return torch.tensor(np.asarray(value), requires_grad=True)


# Layers: name, torch function, the same in JAX. Arguments are x and then the parameters.


def layer(torch_function, jax_function, dy, **arguments):
    """Writes the arguments, dy, y and the gradient d<argument> of each."""
    leaves = {key: leaf(value) for key, value in arguments.items()}
    y, pullback = jax.vjp(jax_function, *[jnp.asarray(v) for v in arguments.values()])
    gradients = pullback(jnp.asarray(dy))
    if torch_function is None:
        torch_y, torch_gradients = np.asarray(y), [None] * len(leaves)
    else:
        torch_y = torch_function(*leaves.values())
        torch_gradients = torch.autograd.grad(torch_y, list(leaves.values()), torch.tensor(dy))
    for key, value in arguments.items():
        write(key, value)
    write("dy", dy)
    write("y", torch_y, y)
    for key, ours, other in zip(arguments, torch_gradients, gradients):
        write("d" + key, other if ours is None else ours, other)


for m, n_in, n_out in [(1, 1, 1), (1, 5, 3), (6, 4, 3), (9, 2, 7)]:
    case(f"dense {m} x {n_in} to {n_out}")
    layer(
        lambda x, w, b: torch.nn.functional.linear(x, w.T, b), lambda x, w, b: x @ w + b,
        draw(m, n_out), x=draw(m, n_in), weight=draw(n_in, n_out), bias=draw(1, n_out)[0])

wide = np.concatenate([draw(4, 3, scale=2), [[0, -0.001, 0.001], [20, -20, 5], [-40, 40, -5], [700, -700, 300]]])
for name, torch_function, jax_function in [
    ("sigmoid", torch.sigmoid, jax.nn.sigmoid), ("tanh", torch.tanh, jnp.tanh), ("relu", torch.relu, jax.nn.relu)
]:
    case(name)
    layer(torch_function, jax_function, draw(8, 3), x=wide)

# Batch normalization.


def jax_batch_norm(epsilon):
    def normalize(x, gamma, beta):
        return (x - x.mean(0)) / jnp.sqrt(x.var(0) + epsilon) * gamma + beta
    return normalize


def batch_norm(name, batches, decay, epsilon):
    """Several training batches in a row, then inference on the last batch and on its first example alone."""
    features = batches[0].shape[1]
    gamma, beta = draw(features, around=1), draw(features)
    module = torch.nn.BatchNorm1d(features, eps=epsilon, momentum=1 - decay)
    with torch.no_grad():
        module.weight.copy_(torch.tensor(gamma))
        module.bias.copy_(torch.tensor(beta))
    mean, variance = jnp.zeros(features), jnp.ones(features)
    biased = np.ones(features)
    for t, x in enumerate(batches, 1):
        m = len(x)
        case(f"{name}, training batch {t}")
        write("constants", [decay, epsilon])
        dy = draw(m, features)
        mean, variance = decay * mean + (1 - decay) * x.mean(0), decay * variance + (1 - decay) * x.var(0)
        if m == 1:
            layer(None, jax_batch_norm(epsilon), dy, x=x, gamma=gamma, beta=beta)
            write("running_mean", mean)
            write("running_variance", variance)
            continue
        before = module.running_var.clone()

        def forward(x, gamma, beta):
            return torch.nn.functional.batch_norm(
                x, module.running_mean, module.running_var, gamma, beta, True, 1 - decay, epsilon)

        layer(forward, jax_batch_norm(epsilon), dy, x=x, gamma=gamma, beta=beta)
        biased = decay * biased + to_numpy(module.running_var - decay * before)[0] * (m - 1) / m
        write("running_mean", module.running_mean, mean)
        write("running_variance", biased, variance)
        write("running_variance_of_torch", module.running_var)
    if len(batches[-1]) == 1:
        return
    for x in [batches[-1], batches[-1][:1]]:
        case(f"{name}, inference on {len(x)}")

        def infer(x, gamma, beta):
            return torch.nn.functional.batch_norm(
                x, module.running_mean, torch.tensor(biased), gamma, beta, False, 0, epsilon)

        layer(
            infer, lambda x, g, b: (x - mean) / jnp.sqrt(variance + epsilon) * g + b,
            draw(len(x), features), x=x, gamma=gamma, beta=beta)


batch_norm("batch norm", [draw(m, 3, scale=2, around=1) for m in (8, 8, 5)], 0.9, 1e-5)
batch_norm("batch norm of keras", [draw(m, 2, scale=0.1, around=-3) for m in (6, 6)], 0.99, 1e-3)
batch_norm("batch norm of one", [draw(1, 3)], 0.9, 1e-5)
constant = draw(6, 3)
constant[:, 1] = 2.5
batch_norm("batch norm with a constant column", [constant, constant + 1], 0.9, 1e-5)

# Losses.

for name, logits, labels in [
    ("cross-entropy", draw(6, 4, scale=2), [0, 3, 1, 1, 2, 0]),
    ("cross-entropy of one", draw(1, 10), [7]),
    ("cross-entropy of equal logits", np.full((3, 5), 2.5), [0, 2, 4]),
    ("cross-entropy at a thousand", np.array([[1e3, -1e3, 0], [-1e3, 1e3, 999], [0, 1e3, 1e3]]), [0, 0, 2]),
]:
    case(name)
    z = leaf(logits)
    loss = torch.nn.functional.cross_entropy(z, torch.tensor(labels))
    value, gradient = jax.value_and_grad(
        lambda z: optax.softmax_cross_entropy_with_integer_labels(z, jnp.array(labels)).mean())(jnp.asarray(logits))
    write("logits", logits)
    write("labels", np.array(labels))
    write("value", loss, value)
    write("gradient", torch.autograd.grad(loss, z)[0], gradient)
    write("softmax", torch.softmax(z, 1), jax.nn.softmax(jnp.asarray(logits), axis=1))

prediction, target = draw(5, 3), draw(5, 3)
target[2, 1] = prediction[2, 1]
for name, torch_function, jax_function in [
    ("squared error", torch.nn.functional.mse_loss, lambda p, t: jnp.mean((p - t) ** 2)),
    ("absolute error", torch.nn.functional.l1_loss, lambda p, t: jnp.mean(jnp.abs(p - t))),
]:
    case(name)
    p = leaf(prediction)
    loss = torch_function(p, torch.tensor(target))
    value, gradient = jax.value_and_grad(jax_function)(jnp.asarray(prediction), jnp.asarray(target))
    gradient = jnp.where(prediction == target, 0, gradient)  # JAX's |x| has the slope 1 at 0
    write("prediction", prediction)
    write("target", target)
    write("value", loss, value)
    write("gradient", torch.autograd.grad(loss, p)[0], gradient)

# Whole networks: a list of layer names and sizes, the same in both frameworks.


def parameters_of(plan):
    result = []
    for kind, *size in plan:
        if kind == "dense":
            result += [draw(*size, scale=size[0] ** -0.5), draw(size[1], scale=0.1)]
        elif kind == "batchnorm":
            result += [draw(size[0], around=1, scale=0.3), draw(size[0], scale=0.3)]
    return result


def run(plan, x, parameters, library):
    parameters = iter(parameters)
    for kind, *_ in plan:
        if kind == "dense":
            x = x @ next(parameters) + next(parameters)
        elif kind == "batchnorm" and library is torch:
            x = torch.nn.functional.batch_norm(x, None, None, next(parameters), next(parameters), True, 0.1, 1e-5)
        elif kind == "batchnorm":
            x = jax_batch_norm(1e-5)(x, next(parameters), next(parameters))
        elif library is torch:
            x = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}[kind](x)
        else:
            x = {"sigmoid": jax.nn.sigmoid, "tanh": jnp.tanh, "relu": jax.nn.relu}[kind](x)
    return x


def torch_cross_entropy(y, labels):
    return torch.nn.functional.cross_entropy(y, torch.tensor(labels))


def jax_cross_entropy(y, labels):
    return optax.softmax_cross_entropy_with_integer_labels(y, jnp.array(labels)).mean()


deep = [("dense", 4, 6), ("batchnorm", 6), ("sigmoid",), ("dense", 6, 5), ("batchnorm", 5), ("tanh",),
        ("dense", 5, 5), ("batchnorm", 5), ("relu",), ("dense", 5, 3)]
plain = [("dense", 4, 6), ("sigmoid",), ("dense", 6, 5), ("tanh",), ("dense", 5, 5), ("relu",), ("dense", 5, 3)]
labels = [0, 2, 1, 1, 0, 2, 1, 0]
for name, plan in [("deep network with batch norm", deep), ("deep network", plain)]:
    case(name)
    x, parameters = draw(8, 4), parameters_of(plan)
    leaves = [leaf(v) for v in [x] + parameters]
    y = run(plan, leaves[0], leaves[1:], torch)
    loss = torch_cross_entropy(y, labels)
    gradients = torch.autograd.grad(loss, leaves)
    value, others = jax.value_and_grad(
        lambda x, p: jax_cross_entropy(run(plan, x, p, jax), labels), argnums=(0, 1)
    )(jnp.asarray(x), [jnp.asarray(v) for v in parameters])
    write("x", x)
    write("labels", np.array(labels))
    write("y", y, run(plan, jnp.asarray(x), [jnp.asarray(v) for v in parameters], jax))
    write("value", loss, value)
    write("dx", gradients[0], others[0])
    for i, (parameter, gradient, other) in enumerate(zip(parameters, gradients[1:], others[1])):
        write(f"parameter{i}", parameter)
        write(f"dparameter{i}", gradient, other)

# A hundred steps of training, full batch, by each rule.

small = [("dense", 3, 5), ("tanh",), ("dense", 5, 3)]
x, start = draw(8, 3), parameters_of(small)
eta, beta = 0.5, 0.9


def train(rule, optax_rule):
    leaves = [leaf(v) for v in start]
    optimizer = rule(leaves)
    other = [jnp.asarray(v) for v in start]
    state = optax_rule.init(other)
    objective = jax.value_and_grad(lambda p: jax_cross_entropy(run(small, jnp.asarray(x), p, jax), labels))
    losses, other_losses = [], []
    for _ in range(100):
        optimizer.zero_grad()
        loss = torch_cross_entropy(run(small, torch.tensor(x), leaves, torch), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        value, gradient = objective(other)
        updates, state = optax_rule.update(gradient, state)
        other = optax.apply_updates(other, updates)
        other_losses.append(float(value))
    write("x", x)
    write("labels", np.array(labels))
    write("constants", [eta, beta])
    for i, value in enumerate(start):
        write(f"parameter{i}", value)
    write("losses", np.array(losses), np.array(other_losses))
    for i, (ours, value) in enumerate(zip(leaves, other)):
        write(f"trained{i}", ours, value)


case("plain descent, 100 steps")
train(lambda p: torch.optim.SGD(p, lr=eta), optax.sgd(eta))
case("momentum, 100 steps")
train(
    lambda p: torch.optim.SGD(p, lr=eta * (1 - beta), momentum=beta),
    optax.chain(optax.ema(beta, debias=False), optax.scale(-eta)))

# The frameworks' own momentum, at their own rate: what the engine reaches with its rate divided by 1 - beta.
case("momentum of torch, 100 steps")
train(lambda p: torch.optim.SGD(p, lr=0.05, momentum=beta), optax.sgd(0.05, momentum=beta))
case("adam, 100 steps")
train(lambda p: torch.optim.Adam(p, lr=0.02, betas=(0.9, 0.999), eps=1e-8), optax.adam(0.02, 0.9, 0.999, 1e-8))

# More activations. Those with a kink are not tried there: PyTorch's slope is the left one, JAX's the right one.
# PyTorch's softplus is x itself from its threshold on, which is 20 unless it is told otherwise.

away = np.where(wide == 0, 0.5, wide)
for name, torch_function, jax_function in [
    ("leaky relu", lambda x: torch.nn.functional.leaky_relu(x, 0.01), lambda x: jax.nn.leaky_relu(x, 0.01)),
    ("elu", torch.nn.functional.elu, jax.nn.elu),
    ("softplus", lambda x: torch.nn.functional.softplus(x, threshold=705), jax.nn.softplus),
    ("gelu", torch.nn.functional.gelu, lambda x: jax.nn.gelu(x, approximate=False)),
]:
    case(name)
    layer(torch_function, jax_function, draw(8, 3), x=away)

# Dropout: the mask is drawn here by the engine's generator, SplitMix64, row by row; the layer's own one is a split of
# `Generator(seed:)`. d is 1 / p where a uniform number is below p. (The frameworks' p is the probability to drop.)


def splitmix64(state):
    mask = (1 << 64) - 1
    while True:
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        yield z ^ (z >> 31)


for keep, seed, rows, columns in [(0.5, 14, 6, 4), (0.8, 3, 5, 7), (1.0, 1, 3, 2), (0.1, 9, 8, 5)]:
    case(f"dropout {keep}")
    words = splitmix64(next(splitmix64(seed)))
    d = np.array([(next(words) >> 11) * 2.0**-53 < keep for _ in range(rows * columns)]).reshape(rows, columns) / keep
    layer(lambda x: x * torch.tensor(d), lambda x: x * d, draw(rows, columns), x=draw(rows, columns))
    write("mask", d)
    write("constants", [keep, seed])

# Penalties on the weights of a network, and the soft threshold.

for l1, l2 in [(0.3, 0.0), (0.0, 0.7), (0.02, 0.5)]:
    case(f"penalty {l1} {l2}")
    first, second = draw(4, 3), draw(3, 2)
    first[1, 2] = 0
    leaves = [leaf(first), leaf(second)]
    value = sum(l1 * w.abs().sum() + l2 / 2 * (w ** 2).sum() for w in leaves)
    gradients = torch.autograd.grad(value, leaves)
    write("constants", [l1, l2])
    write("value", value, sum(l1 * np.abs(w).sum() + l2 / 2 * (w ** 2).sum() for w in [first, second]))
    for i, (weight, gradient) in enumerate(zip([first, second], gradients)):
        write(f"weight{i}", weight)
        write(f"dweight{i}", gradient)

case("soft threshold")
x = np.concatenate([draw(4, 5), [[0.5, -0.5, 0, 0.501, -0.501]]])
write("x", x)
write("constants", [0.5])
write("y", torch.nn.functional.softshrink(torch.tensor(x), 0.5))

# Layer and group normalization: groups of neighbouring features, γ and β for each feature; layer norm is one group.


def jax_group_norm(groups, epsilon):
    def normalize(x, gamma, beta):
        g = x.reshape(len(x), groups, -1)
        g = (g - g.mean(2, keepdims=True)) / jnp.sqrt(g.var(2, keepdims=True) + epsilon)
        return g.reshape(x.shape) * gamma + beta
    return normalize


for m, n, groups, epsilon in [
    (1, 5, 1, 1e-5), (6, 12, 1, 1e-3), (6, 12, 2, 1e-5), (6, 12, 3, 1e-3), (1, 12, 6, 1e-5), (4, 4, 4, 1e-5)
]:
    case(f"group norm of {m} x {n} in {groups}")
    write("constants", [groups, epsilon])

    def torch_norm(x, gamma, beta):
        if groups == 1:
            return torch.nn.functional.layer_norm(x, [n], gamma, beta, epsilon)
        return torch.nn.functional.group_norm(x, groups, gamma, beta, epsilon)

    layer(torch_norm, jax_group_norm(groups, epsilon), draw(m, n),
          x=draw(m, n, scale=2, around=1), gamma=draw(n, around=1), beta=draw(n))

vector_file.save(
    "vectors.txt", "engine_vectors.py", [torch, jax, optax, np],
    f"PyTorch's and JAX's numbers differ by at most {worst_disagreement:.1e}.")
