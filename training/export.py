"""From a trained model to the files that ship: int8 ONNX, tokenizer, manifest with hashes, model card."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import PreTrainedTokenizerFast

from analysis.models.encoder import MODEL_FILE, MOST_TOKENS, TOKENIZER_FILE
from analysis.models.files import MANIFEST
from training.encoders import load_tokenizer


def to_onnx(
    model: nn.Module,
    example: tuple[Tensor, ...],
    *,
    inputs: Sequence[str],
    outputs: Sequence[str],
    path: Path,
    longest: int = MOST_TOKENS,
) -> None:
    """Write a model as int8 ONNX that reads one sequence of any length up to ``longest`` sub-words.

    Weights have 7 bits, so that processors without VNNI instructions, whose 16-bit sums would overflow, give the same
    numbers as those with them.
    """
    length = torch.export.Dim("length", min=3, max=longest)
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        torch.onnx.export(
            model.eval().float().cpu(),
            example,
            exact,
            dynamo=True,
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_shapes=tuple({1: length} for _ in example),
            external_data=False,
        )
        _forget_shapes(exact)
        quantize_dynamic(exact, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    onnx.checker.check_model(path)


def write_tokenizer(base: Path, out: Path) -> PreTrainedTokenizerFast:
    """Make the model's folder, write the tokenizer of a base encoder into it, and return it."""
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(base)
    tokenizer.backend_tokenizer.no_truncation()
    tokenizer.backend_tokenizer.no_padding()
    tokenizer.backend_tokenizer.save(str(out / TOKENIZER_FILE))
    return tokenizer


def _forget_shapes(path: Path) -> None:
    """Drop the shapes noted inside the graph: the quantiser infers its own, and stumbles over those of one sequence."""
    model = onnx.load(path)
    del model.graph.value_info[:]
    onnx.save(model, path)


def write_manifest(folder: Path, *, name: str, settings: Mapping[str, float]) -> None:
    """Write name, settings and the SHA-256 of every file that the model is loaded from."""
    files = {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in (MODEL_FILE, TOKENIZER_FILE)}
    manifest = {"name": name, "settings": dict(settings), "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
