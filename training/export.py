"""From a trained model to the files that ship: int8 ONNX, tokenizer, manifest with hashes, model card."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import onnx
from torch import nn
from transformers import PreTrainedTokenizerFast

from analysis.models.encoder import MODEL_FILE, TOKENIZER_FILE, Inputs
from analysis.models.files import MANIFEST
from training.encoders import load_tokenizer
from training.graph import Graph, Weights
from training.layout import Layout
from training.ranges import measured_ranges


def to_onnx(layout: Layout, weights: Weights, sequences: Sequence[Inputs], path: Path) -> None:
    """Write a model as int8 ONNX that reads sequences of one length, of any number, side by side.

    Args:
        layout: which model it is.
        weights: of the trained model, in float.
        sequences: like those it is to read; they say how far the numbers reach that enter each layer.
        path: of the file.
    """
    graph = Graph(measured_ranges(layout, weights, sequences))
    model = graph.model(*layout(graph, weights))
    onnx.save(model, path)


def weights_of(model: nn.Module) -> Weights:
    """Return the weights of a trained model, in float, by their names."""
    return {name: tensor.float().cpu().numpy() for name, tensor in model.state_dict().items()}


def write_tokenizer(base: Path, out: Path) -> PreTrainedTokenizerFast:
    """Make the model's folder, write the tokenizer of a base encoder into it, and return it."""
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(base)
    tokenizer.backend_tokenizer.no_truncation()
    tokenizer.backend_tokenizer.no_padding()
    plain = tokenizer.backend_tokenizer.to_str(pretty=True).encode()
    # No time of day in it: the same tokenizer gives the same file.
    (out / TOKENIZER_FILE).write_bytes(gzip.compress(plain, mtime=0))
    return tokenizer


def write_manifest(folder: Path, *, name: str, settings: Mapping[str, float]) -> None:
    """Write name, settings and the SHA-256 of every file that the model is loaded from."""
    there = [folder / file for file in (MODEL_FILE, TOKENIZER_FILE) if (folder / file).exists()]
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in there}
    manifest = {"name": name, "settings": dict(settings), "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
