"""One training loop for every model: seeded, bucketed by length, with progress, checkpoints and resume."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.console import console
from training.encoders import device_and_precision


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to train.

    Attributes:
        epochs: passes over the data; need not be whole.
        rate: highest learning rate; rises over the first tenth of the steps and falls to 0 in a straight line.
        batch: examples a step.
        seed: of the order of examples and of dropout.
        averaging: decay of the exponential moving average of the weights; the average is what is kept.
        heads: how many times faster the layers learn that begin from nothing.
    """

    epochs: float
    rate: float
    batch: int = 32
    seed: int = 1
    averaging: float = 0.995
    heads: float = 1.0


Model = TypeVar("Model", bound=nn.Module)

WARM_UP = 0.1
# Batches are cut from stretches of this many batches sorted by length: little padding, still shuffled.
STRETCH = 40
CHECKPOINT_SECONDS = 300
REPORT_SECONDS = 30


def batches(lengths: Sequence[int], size: int, seed: int) -> list[list[int]]:
    """Return the numbers of the examples of each batch of one epoch, examples of like length together."""
    chance = random.Random(seed)
    order = list(range(len(lengths)))
    chance.shuffle(order)
    found: list[list[int]] = []
    for start in range(0, len(order), size * STRETCH):
        stretch = sorted(order[start : start + size * STRETCH], key=lambda number: lengths[number])
        found.extend(stretch[first : first + size] for first in range(0, len(stretch), size))
    chance.shuffle(found)
    return found


def train(
    model: nn.Module,
    loss_of: Callable[[nn.Module, Sequence[int], torch.device], Tensor],
    lengths: Sequence[int],
    schedule: Schedule,
    *,
    folder: Path,
    name: str,
) -> nn.Module:
    """Train a model in place and return the moving average of its weights.

    Resumes from ``folder/name.checkpoint.pt`` if a run was cut off, and removes it at the end.

    Args:
        model: what to train.
        loss_of: from the model, the numbers of a batch's examples and the device to the loss.
        lengths: length in sub-words of each example.
        schedule: how long and how fast.
        folder: where checkpoints go.
        name: of the stage, for progress and checkpoint.
    """
    torch.manual_seed(schedule.seed)
    device, precision = device_and_precision()
    model.to(device).train()
    average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(schedule.averaging), use_buffers=True)
    plan = list(_plan(lengths, schedule))
    optimizer = torch.optim.AdamW(_groups(model, schedule), lr=schedule.rate, fused=True)
    checkpoint = folder / f"{name}.checkpoint.pt"
    first = _resume(checkpoint, model, average, optimizer)
    start = reported = saved = time.monotonic()
    recent = 0.0
    for step in range(first, len(plan)):
        for group in optimizer.param_groups:
            group["lr"] = group["highest"] * _share_of_rate(step, len(plan))
        with torch.autocast(device.type, dtype=precision, enabled=precision is not torch.float32):
            loss = loss_of(model, plan[step], device)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        average.update_parameters(model)
        recent = loss.item() if step == first else 0.98 * recent + 0.02 * loss.item()
        now = time.monotonic()
        if now - reported > REPORT_SECONDS or step + 1 == len(plan):
            left = (now - start) / (step + 1 - first) * (len(plan) - step - 1)
            console.print(f"{name}: step {step + 1} of {len(plan)}, loss {recent:.4f}, {left / 60:.1f} minutes left")
            reported = now
        if now - saved > CHECKPOINT_SECONDS:
            state = {
                "step": step + 1,
                "model": model.state_dict(),
                "average": average.state_dict(),
                "optimizer": optimizer.state_dict(),
            }
            torch.save(state, checkpoint.with_suffix(".new"))
            checkpoint.with_suffix(".new").replace(checkpoint)
            saved = now
    checkpoint.unlink(missing_ok=True)
    return average.module.eval()


def learned_once(model: Model, kept: Path, learn: Callable[[Model], nn.Module]) -> Model:
    """Return a model with the weights that an earlier run kept, or else trained and kept.

    Args:
        model: with the weights to start from.
        kept: the file of the trained weights.
        learn: trains a model and returns it, or its average.
    """
    if not kept.exists():
        if hasattr(model, "encoder"):
            # Rare words keep what pretraining knows of them, a step costs a tenth less, and all models share one table.
            model.encoder.embeddings.word_embeddings.weight.requires_grad = False
        torch.save(learn(model).state_dict(), kept)
    model.load_state_dict(torch.load(kept, weights_only=True))
    return model.eval()


def _plan(lengths: Sequence[int], schedule: Schedule) -> Iterator[list[int]]:
    """Yield every step's batch; the last epoch may be cut short."""
    a_pass = -(-len(lengths) // schedule.batch)
    steps = round(a_pass * schedule.epochs)
    epoch = 0
    while steps > 0:
        for batch in batches(lengths, schedule.batch, 1000 * schedule.seed + epoch)[:steps]:
            steps -= 1
            yield batch
        epoch += 1


def _share_of_rate(step: int, steps: int) -> float:
    return min((step + 1) / (WARM_UP * steps), (steps - step) / ((1 - WARM_UP) * steps), 1.0)


def _groups(model: nn.Module, schedule: Schedule) -> list[dict[str, object]]:
    """Decay matrices, not biases and norms; let layers on their own, which are no part of an encoder, learn faster."""
    heads = {
        id(weights) for child in model.children() if isinstance(child, nn.Linear) for weights in child.parameters()
    }
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for weights in model.parameters():
        if weights.requires_grad:
            groups.setdefault((id(weights) in heads, weights.ndim > 1), []).append(weights)
    return [
        {
            "params": params,
            "weight_decay": 0.01 if is_matrix else 0.0,
            "highest": schedule.rate * (schedule.heads if is_head else 1.0),
        }
        for (is_head, is_matrix), params in groups.items()
    ]


def _resume(checkpoint: Path, model: nn.Module, average: nn.Module, optimizer: torch.optim.Optimizer) -> int:
    if not checkpoint.exists():
        return 0
    state = torch.load(checkpoint, weights_only=True)
    model.load_state_dict(state["model"])
    average.load_state_dict(state["average"])
    optimizer.load_state_dict(state["optimizer"])
    console.print(f"going on from step {state['step']} of {checkpoint.name}")
    return int(state["step"])
