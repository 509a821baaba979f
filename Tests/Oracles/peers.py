"""Measures the engine beside NumPy, PyTorch, JAX and micrograd: the workloads of `swift run benchmark`, in turn with each.

    pip install numpy torch jax micrograd   # what is missing is skipped
    python3 Tests/Oracles/peers.py                          # all workloads, one thread, three rounds
    python3 Tests/Oracles/peers.py --threads 2 --only ii --rounds 5
    python3 Tests/Oracles/peers.py --processor-time         # on a machine that is busy with other things
    python3 Tests/Oracles/peers.py --float32                # the peers once more in float32, for comparison

All programs do the same arithmetic on the same numbers: data and first weights come from the engine's generator,
SplitMix64, which is a counter and so is quick in NumPy too. Each program's result (a loss, or a sum of gradients)
is compared with the engine's, and the script stops if they differ by more than rounding.

Programs take turns within a round, since a machine's speed changes from minute to minute. A peer is a process of
its own that stays alive, so that compiling and loading are not measured. `--threads 1` binds every process to
one core. Ratios are peer ÷ engine: above 1 the engine is faster.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).parent.parent.parent
WIDTHS = {"numpy": 9, "torch": 9, "jax": 9, "micrograd": 11}  # the peers, and their columns
PEERS = list(WIDTHS)
WORKLOADS = ["i", "ii", "iii.64", "iii.128", "iii.256", "iii.512", "iii.1024", "iv", "v", "vi.exp", "vi.tanh", "vii", "viii"]
WIDE, DIGITS = [784, 256, 128, 10], [64, 128, 128, 10]

# The data, bit for bit the engine's.


class Generator:
    """SplitMix64, as in Sources/Engine/Generator.swift."""

    def __init__(self, seed):
        self.state = seed

    def words(self, count):
        import numpy as np

        with np.errstate(over="ignore"):
            z = np.uint64(self.state) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
            z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        self.state = (self.state + count * 0x9E3779B97F4A7C15) % 2**64
        return z ^ (z >> np.uint64(31))

    def uniform(self, rows, columns, limit):
        import numpy as np

        unit = (self.words(rows * columns) >> np.uint64(11)).astype(np.float64) * 2.0**-53
        return (-limit + (limit + limit) * unit).reshape(rows, columns)

    def uniforms(self, *shapes):
        return tuple(self.uniform(*shape) for shape in shapes)

    def permutation(self, count):
        order = list(range(count))
        for last in range(count - 1, 0, -1):
            j = (int(self.words(1)[0]) * (last + 1)) >> 64  # an unfair word comes once in 10^16
            order[last], order[j] = order[j], order[last]
        return order


def glorot(generator, widths):
    import numpy as np

    layers = []
    for fan_in, fan_out in zip(widths, widths[1:]):
        layers.append(generator.uniform(fan_in, fan_out, (6 / (fan_in + fan_out)) ** 0.5))
        layers.append(np.zeros(fan_out))
    return layers


def digits():
    """Digits.load() in one piece: the training, validation and test parts, in that order."""
    import numpy as np

    examples = np.frombuffer((ROOT / "Sources/Datasets/digits.bin").read_bytes()[:-4], np.uint8).reshape(1797, 41)
    planes = np.unpackbits(examples[:, :40].reshape(-1, 5, 8), axis=2, bitorder="little").reshape(-1, 5, 64)
    pixels = sum((planes[:, k].astype(np.float64) * 2**k for k in range(5)), np.zeros((1797, 64)))
    labels = examples[:, 40].astype(np.int64)
    seen, parts = [0] * 10, ([], [], [])
    for i in Generator(1998).permutation(1797):
        parts[2 if seen[labels[i]] < 30 else 1 if seen[labels[i]] < 60 else 0].append(i)
        seen[labels[i]] += 1
    order = sum(parts, [])
    return pixels[order] * 1.0 / 16, labels[order]


def data(workload):
    import numpy as np

    if workload == "i":
        return (*digits(), glorot(Generator(1), DIGITS))
    if workload == "ii":
        batches = (np.arange(200 * 128) * 7919 % 60000).reshape(200, 128)
        return Generator(2).uniform(60000, 784, 1), batches, glorot(Generator(1), WIDE)
    if workload == "iv":
        generator = Generator(4)
        return (*(generator.uniform(256, 100, 1) for _ in range(2)), glorot(Generator(1), [100] * 21))
    if workload.startswith("iii."):
        generator, n = Generator(3), int(workload[4:])
        return tuple(generator.uniform(n, n, 1) for _ in range(2))
    if workload == "v":
        generator = Generator(5)
        return (*moons(generator), [generator.uniform(*shape, 1) for shape in ((16, 2), (16, 16), (1, 16))])
    if workload == "viii":
        return Generator(8).uniforms((256, 1000, 5), (256, 1000, 1))
    return (Generator(7 if workload == "vii" else 6).uniform(1000, 1000, 5),)


def moons(generator):
    """Dataset.twoMoons(count: 100, noise: 0.1): per point an angle, and two normal numbers from two others each."""
    import numpy as np

    u = generator.uniform(100, 5, 0.5) + 0.5
    t, normal = np.pi * u[:, 0], np.sqrt(-2 * np.log(1 - u[:, 1::2])) * np.cos(2 * np.pi * u[:, 2::2])
    above = np.arange(100) % 2 == 0
    points = np.stack([np.where(above, np.cos(t), 1 - np.cos(t)), np.where(above, np.sin(t), 0.5 - np.sin(t))], 1)
    return points + 0.1 * normal, np.where(above, -1.0, 1.0)


def repetitions(n):
    return max(1, 256**3 // n**3)


# The peers. Each gives, for a workload and its data, a function that does the work once and returns its check.


def numpy_peer(workload, arrays, dtype):
    import numpy as np

    def cast(value):
        return value.astype(dtype) if value.dtype == np.float64 else value

    def forward(parameters, x, bend):
        outputs = [x]
        for k in range(0, len(parameters), 2):
            x = x @ parameters[k] + parameters[k + 1]
            if k + 2 < len(parameters) or workload == "iv":
                x = bend(x)
            outputs.append(x)
        return outputs

    def backward(parameters, outputs, dy, slope):
        gradients = []
        for k in reversed(range(0, len(parameters), 2)):
            x = outputs[k // 2]
            gradients += [dy.sum(0), x.T @ dy]
            if k:
                dy = slope(dy @ parameters[k].T, x)
        return gradients[::-1]

    def cross_entropy(logits, labels):
        m = len(labels)
        shifted = logits - logits.max(1, keepdims=True)
        powers = np.exp(shifted)
        sums = powers.sum(1, keepdims=True)
        loss = (np.log(sums[:, 0]) - shifted[np.arange(m), labels]).mean()
        powers /= sums
        powers[np.arange(m), labels] -= 1
        return loss, powers / m

    arrays = [list(map(cast, a)) if isinstance(a, list) else cast(a) for a in arrays]
    if workload == "i":
        x, labels, start = arrays

        def work():
            parameters = [p.copy() for p in start]
            for i in range(0, 56 * 32, 32):
                outputs = forward(parameters, x[i : i + 32], np.tanh)
                loss, dy = cross_entropy(outputs[-1], labels[i : i + 32])
                for p, g in zip(parameters, backward(parameters, outputs, dy, lambda d, y: d * (1 - y * y))):
                    p -= 0.1 * g
            return loss
    elif workload == "ii":
        x, batches, start = arrays

        def work():
            parameters = [p.copy() for p in start]
            means, squares = [np.zeros_like(p) for p in start], [np.zeros_like(p) for p in start]
            for t, batch in enumerate(batches, 1):
                outputs = forward(parameters, x[batch], lambda z: np.maximum(z, 0))
                loss, dy = cross_entropy(outputs[-1], batch % 10)
                gradients = backward(parameters, outputs, dy, lambda d, y: d * (y > 0))
                for p, g, m, v in zip(parameters, gradients, means, squares):
                    m *= 0.9
                    m += 0.1 * g
                    v *= 0.999
                    v += 0.001 * (g * g)
                    p -= 0.001 / (1 - 0.9**t) * m / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
            return loss
    elif workload == "iv":
        x, dy, parameters = arrays

        def work():
            outputs = forward(parameters, x, np.tanh)
            last = dy * (1 - outputs[-1] * outputs[-1])
            return sum(g.sum() for g in backward(parameters, outputs, last, lambda d, y: d * (1 - y * y)))
    elif workload.startswith("iii."):
        a, b = arrays

        def work():
            for _ in range(repetitions(len(a))):
                c = a @ b
            return c[-1, -1]
    elif workload == "vii":
        (x,) = arrays

        def work():
            powers = np.exp(x - x.max(1, keepdims=True))
            powers /= powers.sum(1, keepdims=True)
            return powers[0, 0]
    elif workload == "viii":
        x, dy = arrays
        gamma, beta = np.ones(1000, dtype), np.zeros(1000, dtype)

        def work():
            centered = x - x.mean(0)
            deviation = np.sqrt((centered * centered).mean(0) + 1e-5)
            normalized = centered / deviation
            y = gamma * normalized + beta
            dbeta, dgamma = dy.sum(0), (dy * normalized).sum(0)
            dx = (gamma / deviation) * (dy - dbeta / len(x) - normalized * (dgamma / len(x)))
            return y[0, 0] + dx[0, 0]
    else:
        function = getattr(np, workload[3:])

        def work():
            return function(arrays[0])[0, 0]
    return work


def torch_peer(workload, arrays, dtype):
    import torch

    torch.set_num_threads(len(os.sched_getaffinity(0)))
    kind = getattr(torch, dtype)

    def tensor(value):
        value = torch.from_numpy(value)
        return value.to(kind) if value.dtype == torch.float64 else value

    def network(parameters, bend, ends_bent=False):
        layers = []
        for k in range(0, len(parameters), 2):
            layer = torch.nn.Linear(*parameters[k].shape, dtype=kind)
            with torch.no_grad():
                layer.weight.copy_(parameters[k].T)
                layer.bias.copy_(parameters[k + 1])
            layers += [layer, bend()]
        return torch.nn.Sequential(*layers[: None if ends_bent else -1])

    arrays = [list(map(tensor, a)) if isinstance(a, list) else tensor(a) for a in arrays]
    cross_entropy = torch.nn.functional.cross_entropy

    def train(model, optimizer, batches):
        for x, labels in batches:
            optimizer.zero_grad()
            loss = cross_entropy(model(x), labels)
            loss.backward()
            optimizer.step()
        return loss.item()

    if workload == "i":
        x, labels, start = arrays

        def work():
            model = network(start, torch.nn.Tanh)
            rule = torch.optim.SGD(model.parameters(), lr=0.1)
            return train(model, rule, ((x[i : i + 32], labels[i : i + 32]) for i in range(0, 56 * 32, 32)))
    elif workload == "ii":
        x, batches, start = arrays

        def work():
            model = network(start, torch.nn.ReLU)
            rule = torch.optim.Adam(model.parameters(), lr=0.001, fused=True)
            return train(model, rule, ((x[batch], batch % 10) for batch in batches))
    elif workload == "iv":
        x, dy, start = arrays
        model = network(start, torch.nn.Tanh, ends_bent=True)

        def work():
            model.zero_grad()
            model(x).backward(dy)
            return sum(p.grad.sum() for p in model.parameters()).item()
    elif workload.startswith("iii."):
        a, b = arrays

        def work():
            for _ in range(repetitions(len(a))):
                c = a @ b
            return c[-1, -1].item()
    elif workload == "vii":
        def work():
            return torch.softmax(arrays[0], 1)[0, 0].item()
    elif workload == "viii":
        x, dy = arrays
        x.requires_grad_()
        layer = torch.nn.BatchNorm1d(1000, dtype=kind)

        def work():
            x.grad = None
            layer.zero_grad()
            y = layer(x)
            y.backward(dy)
            return y[0, 0].item() + x.grad[0, 0].item()
    else:
        function = getattr(torch, workload[3:])

        def work():
            return function(arrays[0])[0, 0].item()
    return work


def jax_peer(workload, arrays, dtype):
    """Everything that repeats is one compiled program: the whole epoch, or all 200 steps."""
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)

    def array(value):
        return jnp.asarray(value, dtype if value.dtype.kind == "f" else None)

    def forward(parameters, x, bend):
        for k in range(0, len(parameters), 2):
            x = x @ parameters[k] + parameters[k + 1]
            if k + 2 < len(parameters) or workload == "iv":
                x = bend(x)
        return x

    def objective(bend):
        def loss(parameters, x, labels):
            logits = forward(parameters, x, bend)
            picked = jnp.take_along_axis(jax.nn.log_softmax(logits), labels[:, None], 1)
            return -picked.mean()
        return jax.value_and_grad(loss)

    arrays = [list(map(array, a)) if isinstance(a, list) else array(a) for a in arrays]
    if workload == "i":
        x, labels, start = arrays
        gradient = objective(jnp.tanh)

        def step(parameters, batch):
            loss, g = gradient(parameters, *batch)
            return [p - 0.1 * d for p, d in zip(parameters, g)], loss

        @jax.jit
        def epoch(parameters, x, labels):
            return jax.lax.scan(step, parameters, (x[:1792].reshape(56, 32, 64), labels[:1792].reshape(56, 32)))

        def work():
            return epoch(start, x, labels)[1][-1].item()
    elif workload == "ii":
        x, batches, start = arrays
        gradient = objective(jax.nn.relu)

        def step(state, batch):
            parameters, means, squares, t, rows = state
            loss, g = gradient(parameters, rows[batch], batch % 10)
            t = t + 1
            means = [0.9 * m + 0.1 * d for m, d in zip(means, g)]
            squares = [0.999 * v + 0.001 * (d * d) for v, d in zip(squares, g)]
            meanScale, squareScale = 1 / (1 - 0.9**t), 1 / (1 - 0.999**t)
            parameters = [
                p - 0.001 * (m * meanScale) / (jnp.sqrt(v * squareScale) + 1e-8)
                for p, m, v in zip(parameters, means, squares)
            ]
            return (parameters, means, squares, t, rows), loss

        @jax.jit
        def run(parameters, rows, batches):
            zeros = [jnp.zeros_like(p) for p in parameters]
            return jax.lax.scan(step, (parameters, zeros, zeros, jnp.array(0.0, dtype), rows), batches)[1]

        # The same, one compiled step at a time: whichever is faster counts.
        one = jax.jit(lambda state, batch, rows: (lambda r: (r[0][:4], r[1]))(step((*state, rows), batch)),
                      donate_argnums=0)

        def work_in_one():
            return run(start, x, batches)[-1].item()

        def work_step_by_step():
            zeros = [jnp.zeros_like(p) for p in start]
            state = ([p + 0 for p in start], zeros, [z + 0 for z in zeros], jnp.array(0.0, dtype))
            for batch in batches:
                state, loss = one(state, batch, x)
            return loss.item()

        work = faster(work_in_one, work_step_by_step)
    elif workload == "iv":
        x, dy, parameters = arrays

        @jax.jit
        def gradients(parameters, x, dy):
            y, pullback = jax.vjp(lambda p: forward(p, x, jnp.tanh), parameters)
            return sum(g.sum() for g in pullback(dy)[0]), pullback(dy)[0]

        def work():
            return gradients(parameters, x, dy)[0].item()
    elif workload.startswith("iii."):
        a, b = arrays
        product = jax.jit(jnp.matmul)

        def work():
            for _ in range(repetitions(len(a))):
                c = product(a, b)
            return c[-1, -1].item()
    elif workload == "viii":
        x, dy = arrays
        gamma, beta = jnp.ones(1000, dtype), jnp.zeros(1000, dtype)

        def normalized(x, gamma, beta):
            centered = x - x.mean(0)
            return gamma * centered / jnp.sqrt((centered * centered).mean(0) + 1e-5) + beta

        @jax.jit
        def both_ways(x, dy, gamma, beta):
            y, pullback = jax.vjp(normalized, x, gamma, beta)
            return y, pullback(dy)

        def work():
            y, (dx, _, _) = both_ways(x, dy, gamma, beta)
            return y[0, 0].item() + dx[0, 0].item()
    else:
        function = jax.jit(jax.nn.softmax if workload == "vii" else getattr(jnp, workload[3:]))

        def work():
            return function(arrays[0]).block_until_ready()[0, 0].item()
    return work


def micrograd_peer(workload, arrays, dtype):
    """One step on a graph of scalars, as in micrograd's demo: a 2-16-16-1 network, 100 points, hinge loss and decay."""
    from micrograd.engine import Value
    from micrograd.nn import MLP

    points, labels, weights = arrays
    model = MLP(2, [16, 16, 1])
    parameters = model.parameters()

    def work():
        for layer, w in zip(model.layers, weights):
            for neuron, row in zip(layer.neurons, w.tolist()):
                neuron.b.data = 0.0
                for parameter, value in zip(neuron.w, row):
                    parameter.data = value
        model.zero_grad()
        scores = [model(list(map(Value, point))) for point in points.tolist()]
        losses = [(1 + -y * score).relu() for y, score in zip(labels.tolist(), scores)]
        total = sum(losses) * (1.0 / len(losses)) + 1e-4 * sum(p * p for p in parameters)
        total.backward()
        for p in parameters:
            p.data -= 0.1 * p.grad
        return parameters[0].data
    return work


def faster(*works):
    def best(work):
        work()
        start = time.perf_counter()
        work()
        return time.perf_counter() - start
    return min(works, key=best)


def serve(peer, workload, dtype, clock):
    """A peer's process: for each line on stdin it does the work once, and answers with seconds and check."""
    make = {"numpy": numpy_peer, "torch": torch_peer, "jax": jax_peer, "micrograd": micrograd_peer}[peer]
    work = make(workload, data(workload), dtype)
    start = time.perf_counter()
    work()
    while time.perf_counter() - start < 0.2:
        work()
    work()
    print("ready", flush=True)
    now = time.process_time if clock == "processor" else time.perf_counter
    for _ in sys.stdin:
        start = now()
        check = work()
        print(json.dumps([now() - start, float(check)]), flush=True)


# The other side: turns, ratios and the table.


def installed(peer):
    return subprocess.run([sys.executable, "-c", f"import numpy, {peer}"], capture_output=True).returncode == 0


class Peer:
    def __init__(self, name, workload, threads, dtype, clock):
        count = str(threads)
        environment = os.environ | {
            "OPENBLAS_NUM_THREADS": count, "OMP_NUM_THREADS": count, "MKL_NUM_THREADS": count,
            "XLA_FLAGS": f"--xla_cpu_multi_thread_eigen={'true' if threads > 1 else 'false'}"}
        self.process = subprocess.Popen(
            [sys.executable, __file__, "--serve", name, workload, dtype, clock], env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=bound(threads))
        assert self.process.stdout.readline() == "ready\n", f"{name} failed on {workload}"

    def run(self, runs):
        answers = []
        for _ in range(runs):
            print(file=self.process.stdin, flush=True)
            answers.append(json.loads(self.process.stdout.readline()))
        return [seconds for seconds, _ in answers], answers[-1][1]

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def bound(threads):
    """Binds a process to as many cores as it may have threads."""
    cores = sorted(os.sched_getaffinity(0))[-threads:]
    return lambda: os.sched_setaffinity(0, cores)


def engine(workload, threads, runs, clock):
    command = [str(ROOT / ".build/debug/benchmark"), "--json", "--only", workload, "--runs", str(runs)]
    if threads > 1:
        command += ["--threads", str(threads)]
    if clock == "processor":
        command += ["--processor-time"]
    report = json.loads(subprocess.run(command, check=True, capture_output=True, preexec_fn=bound(threads)).stdout)
    return next(r for r in report["results"] if r["workload"] == workload)


def compare(workload, threads, peers, dtype, clock, rounds, runs):
    peers = [name for name in peers if (name == "micrograd") == (workload == "v")]
    if not peers:
        return
    processes = {name: Peer(name, workload, threads, dtype, clock) for name in peers}
    limits, ours, minima, theirs, checks = [], [], [], {name: [] for name in peers}, {}
    for _ in range(rounds):
        result = engine(workload, threads, runs, clock)
        limits.append(result["limit"])
        ours.append(result["median"])
        minima.append(result["minimum"])
        for name, process in processes.items():
            times, checks[name] = process.run(runs)
            theirs[name].append((statistics.median(times), min(times)))
    for process in processes.values():
        process.stop()
    tolerance = 1e-8 if dtype == "float64" else 1e-2
    for name, check in checks.items():
        error = abs(check - result["check"]) / max(abs(check), abs(result["check"]))
        assert error < tolerance, f"{name} did other work on {workload}: {check}, the engine {result['check']}"

    def middle(values):
        return statistics.median(values)

    best = [min(theirs[name][k][0] for name in peers) / ours[k] for k in range(rounds)]
    quickest = min(min(m for _, m in theirs[name]) for name in peers) / min(minima)
    share = middle(limits) / middle(ours)
    cells = [f"{1000 * middle(ours):9.2f}"]
    for name in PEERS:
        cells.append((f"{1000 * middle([m for m, _ in theirs[name]]):.2f}" if name in peers else "").rjust(WIDTHS[name]))
    cells += [f"{middle(best):6.2f}", f"({min(best):.2f}–{max(best):.2f})".rjust(12), f"{quickest:6.2f}"]
    print(f"{workload:<9}" + "".join(cells) + f"{100 * share:5.0f} %", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", action="append", help="a workload, such as i or iii.256; may be repeated")
    parser.add_argument("--threads", type=int, default=1, choices=[1, 2])
    parser.add_argument("--rounds", type=int, default=3, help="how often all programs take their turn")
    parser.add_argument("--runs", type=int, default=7, help="runs of each program in one round")
    parser.add_argument("--float32", action="store_true", help="the peers in float32; the engine stays in float64")
    parser.add_argument("--processor-time", action="store_true", help="count only the time spent on each program")
    options = parser.parse_args()
    if options.processor_time and options.threads > 1:
        parser.error("--processor-time adds up all threads' time: it goes with --threads 1 only")
    wanted = [w for w in WORKLOADS if not options.only or any(w == o or w.startswith(o + ".") for o in options.only)]
    if not wanted:
        parser.error(f"--only takes one of {', '.join(WORKLOADS)}, or iii or vi")

    peers = [peer for peer in PEERS if installed(peer)]
    if not peers:
        sys.exit("error: none of NumPy, PyTorch and JAX is installed; pip install numpy torch jax")
    subprocess.run(["swift", "build", "--product", "benchmark"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    dtype = "float32" if options.float32 else "float64"
    clock = "processor" if options.processor_time else "elapsed"
    print(f"{options.threads} thread(s), {clock} time; peers in {dtype}: {', '.join(peers)}.")
    print(f"Medians of {options.runs} runs in ms, and of {options.rounds} rounds. Best peer ÷ engine: median (range),")
    print("then by the minima; the engine's share of its composed limit.\n")
    heads = f"{'engine':>9}" + "".join(name.rjust(width) for name, width in WIDTHS.items())
    print(" " * 9 + heads + f"{'ratio':>6}{'range':>12}{'min':>6}{'share':>7}")
    for workload in wanted:
        compare(workload, options.threads, peers, dtype, clock, options.rounds, options.runs)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve(*sys.argv[2:6])
    else:
        main()
