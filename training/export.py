"""From a trained model to the files that ship: int8 ONNX, manifest with hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import onnx
from torch import nn

from analysis.models.encoder import MODEL_FILE, Inputs
from analysis.models.files import MANIFEST
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


def write_manifest(
    folder: Path, *, name: str, settings: Mapping[str, float], files: Sequence[str] = (MODEL_FILE,)
) -> None:
    """Write name, settings and the SHA-256 of every file that the model is loaded from."""
    digests = {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in files}
    manifest = {"name": name, "settings": dict(settings), "files": digests}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
