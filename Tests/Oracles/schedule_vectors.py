"""Makes Tests/EngineTests/Fixtures/schedules.txt: the learning rates that PyTorch and optax give to 60 updates.

    pip install torch==2.13.0 jax==0.10.2 optax==0.2.8 numpy==2.4.6
    python3 Tests/Oracles/schedule_vectors.py

Everything is float64, and the base rate is 1. Where both have a schedule, both are run, and the script stops unless they
agree within 1e-12. Conventions that differ, and what is written here (the engine's form):

- cosine: from update T on the rate is 0 (optax). PyTorch's rises again; that is written as rates_of_torch.
- warm-up: the first update has 1/W of the rate. So it is said to the frameworks: a linear rise from 1/W to 1 within W - 1
  updates. optax's own `warmup_cosine_decay_schedule` starts at 0; that is written as rates_of_optax.
- 1/(1 + decay t): neither has it ready-made; PyTorch's LambdaLR is given the formula, so this checks the counting.
"""

import jax

jax.config.update("jax_enable_x64", True)

import numpy as np
import optax
import torch
from torch.optim import lr_scheduler as torch_schedules

import vector_file
from vector_file import write

UPDATES = 60
worst_disagreement = 0.0


def by_torch(make):
    """The rates of a scheduler that is asked after every update."""
    parameter = torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))
    optimizer = torch.optim.SGD([parameter], lr=1.0)
    scheduler = make(optimizer)
    rates = []
    for _ in range(UPDATES):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return np.array(rates)


def by_optax(schedule):
    return np.array([float(schedule(t)) for t in range(UPDATES)])


def case(name, constants, paths, **others):
    """Writes the first rates, if all agree with them, and the others under their own names."""
    global worst_disagreement
    for path in paths[1:]:
        difference = np.max(np.abs(path - paths[0]))
        assert difference <= 1e-12, f"{name}: differs by {difference}"
        worst_disagreement = max(worst_disagreement, difference)
    vector_file.case(name)
    write("constants", constants)
    write("rates", paths[0])
    for key, path in others.items():
        write(key, path)


case("step", [25, 0.3], [
    by_torch(lambda o: torch_schedules.StepLR(o, step_size=25, gamma=0.3)),
    by_optax(optax.exponential_decay(1.0, transition_steps=25, decay_rate=0.3, staircase=True)),
])
case("exponential", [0.93], [
    by_torch(lambda o: torch_schedules.ExponentialLR(o, gamma=0.93)),
    by_optax(optax.exponential_decay(1.0, transition_steps=1, decay_rate=0.93)),
])
case(
    "cosine", [40], [by_optax(optax.cosine_decay_schedule(1.0, decay_steps=40))],
    rates_of_torch=by_torch(lambda o: torch_schedules.CosineAnnealingLR(o, T_max=40)))
case("inverse", [0.2], [by_torch(lambda o: torch_schedules.LambdaLR(o, lambda t: 1 / (1 + 0.2 * t)))])
case(
    "warm-up, then cosine", [10, 40], [
        by_optax(optax.join_schedules(
            [optax.linear_schedule(0.1, 1.0, 9), optax.cosine_decay_schedule(1.0, 40)], [10])),
        np.concatenate([
            by_torch(lambda o: torch_schedules.LinearLR(o, start_factor=0.1, total_iters=9))[:10],
            by_torch(lambda o: torch_schedules.CosineAnnealingLR(o, T_max=40))[:41],
            np.zeros(UPDATES - 51),
        ]),
    ],
    rates_of_optax=by_optax(optax.warmup_cosine_decay_schedule(0.0, 1.0, warmup_steps=10, decay_steps=50)))

vector_file.save(
    "schedules.txt", "schedule_vectors.py", [torch, jax, optax, np],
    f"Where PyTorch and optax have the same schedule, their rates differ by at most {worst_disagreement:.1e}.")
