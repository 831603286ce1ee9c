"""The models laid out as graphs: BERT's layers, and what is read off its last hidden states."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from onnx import numpy_helper

from analysis.models.encoder import MOST_TOKENS
from analysis.models.headlines import MOST_TOKENS as MOST_TOKENS_OF_HEADLINE
from analysis.models.tellings import MOST_TOKENS_TOGETHER as MOST_TOKENS_OF_TELLING
from training.graph import CONTRIBUTED, Graph, Weights

HEADS = 12
# After so many layers the frame model goes on by itself.
SHARED_LAYERS = 3

# From an empty graph and a trained model's weights to its inputs, and its outputs by name.
Layout = Callable[[Graph, Weights], tuple[list[str], Mapping[str, str]]]


def loaded_language(graph: Graph, weights: Weights) -> tuple[list[str], Mapping[str, str]]:
    """Lay out :class:`training.sentence_model.SentenceModel`."""
    layers = _bert(graph, weights, longest=MOST_TOKENS)
    states = layers[-1]
    mean = graph.node("ReduceMean", states, _whole(graph, 1), keepdims=0)
    embedding = _head(graph, "embedding", mean, weights)
    outputs = {
        "sentence_logit": _single(graph, _head(graph, "sentence", mean, weights)),
        "word_logits": _single(graph, _head(graph, "word", states, weights)),
        "sentence_embedding": graph.node("LpNormalization", embedding, axis=-1, p=2),
        "states": layers[SHARED_LAYERS],
    }
    return ["word_rows"], outputs


def target_sentiment(graph: Graph, weights: Weights) -> tuple[list[str], Mapping[str, str]]:
    """Lay out :class:`training.target_model.TargetSentimentModel`."""
    states = _bert(graph, weights, longest=MOST_TOKENS)[-1]
    mean = graph.node("ReduceMean", states, _whole(graph, 1), keepdims=0)
    both = graph.node("Concat", _mean_of(graph, states, "target"), mean, axis=-1)
    return ["word_rows", "target"], {"class_logits": _head(graph, "classes", both, weights)}


def headline_support(graph: Graph, weights: Weights) -> tuple[list[str], Mapping[str, str]]:
    """Lay out :class:`training.headline_model.HeadlineModel`."""
    states = _bert(graph, weights, longest=MOST_TOKENS_OF_HEADLINE, kinds="token_type_ids")[-1]
    above = graph.node("Cast", graph.node("Sub", _whole(graph, 1), "token_type_ids"), to=1)
    first = graph.node("Gather", states, graph.constant("marker", np.array(0)), axis=1)
    both = graph.node("Concat", first, _mean_of(graph, states, above), axis=-1)
    outputs = {
        "carried_logit": _single(graph, _head(graph, "whole", both, weights)),
        "doubt_logits": _single(graph, _head(graph, "word", states, weights)),
    }
    return ["word_rows", "token_type_ids"], outputs


def framing(graph: Graph, weights: Weights) -> tuple[list[str], Mapping[str, str]]:
    """Lay out :class:`training.frame_model.FrameModel`."""
    states = _layers(graph, "states", weights)[-1]
    one = numpy_helper.from_array(np.ones(1, np.float32))
    all_sub_words = graph.node("ConstantOfShape", graph.node("Shape", states, start=0, end=2), value=one)
    # Not ReduceMean, whose last digit depends on how many sequences stand beside each other.
    mean = _mean_of(graph, states, all_sub_words)
    return ["states"], {"frame_logits": _head(graph, "frames", mean, weights)}


def tellings(graph: Graph, weights: Weights) -> tuple[list[str], Mapping[str, str]]:
    """Lay out :class:`training.tellings_model.TellingsModel`: what is read off a sub-word is one row."""
    states = _bert(graph, weights, longest=MOST_TOKENS_OF_TELLING, kinds="token_type_ids")[-1]
    parts = [_head(graph, name, states, weights) for name in ("counts", "tells", "whole", "names")]
    return ["word_rows", "token_type_ids"], {"sub_words": graph.node("Concat", *parts, axis=-1)}


def _bert(graph: Graph, weights: Weights, *, longest: int, kinds: str | None = None) -> list[str]:
    """Lay out the encoder, for sequences without padding; return its states before and after each layer."""
    encoder = _under("encoder.", weights)
    first = _embedded(graph, _under("embeddings.", encoder), longest=longest, kinds=kinds)
    return _layers(graph, first, _under("encoder.", encoder))


def _layers(graph: Graph, states: str, weights: Weights) -> list[str]:
    """Lay out layer upon layer; return the states before the first and after each."""
    found = [states]
    while layer := _under(f"layer.{len(found) - 1}.", weights):
        found.append(_layer(graph, f"layer_{len(found) - 1}", found[-1], layer))
    return found


def _under(prefix: str, weights: Weights) -> Weights:
    return {name.removeprefix(prefix): array for name, array in weights.items() if name.startswith(prefix)}


def _embedded(graph: Graph, weights: Weights, *, longest: int, kinds: str | None) -> str:
    words = graph.restored("words", weights["word_embeddings.weight"], "word_rows")
    places, kind = weights["position_embeddings.weight"][:longest], weights["token_type_embeddings.weight"]
    if kinds is not None:
        words = graph.node("Add", words, graph.node("Gather", graph.constant("kinds", kind), kinds))
    table = graph.constant("places", places if kinds else places + kind[0])
    length = graph.node("Shape", "word_rows", start=1, end=2)
    start = graph.constant("start", np.array([0]))
    states = graph.node("Add", words, graph.node("Slice", table, start, length, start))
    return graph.normalised("embeddings", states, weights["LayerNorm.weight"], weights["LayerNorm.bias"])


def _layer(graph: Graph, name: str, states: str, weights: Weights) -> str:
    """Lay out attention and the two wide layers, each with what went in added, then normalised."""
    parts = [_under(f"attention.self.{part}.", weights) for part in ("query", "key", "value")]
    weight, bias = (np.concatenate([part[which] for part in parts]) for which in ("weight", "bias"))
    seen = graph.attention(f"{name}.attention", states, weight, bias, heads=HEADS)
    states = _added(graph, f"{name}.seen", seen, states, _under("attention.output.", weights))
    inner = _under("intermediate.dense.", weights)
    wide = graph.linear(f"{name}.wide", states, inner["weight"], inner["bias"])
    active = graph.node("Gelu", wide, domain=CONTRIBUTED)
    return _added(graph, f"{name}.narrow", active, states, _under("output.", weights))


def _added(graph: Graph, name: str, value: str, states: str, weights: Weights) -> str:
    new = graph.linear(name, value, weights["dense.weight"], weights["dense.bias"])
    return graph.normalised(
        name, graph.node("Add", new, states), weights["LayerNorm.weight"], weights["LayerNorm.bias"]
    )


def _mean_of(graph: Graph, states: str, chosen: str) -> str:
    """Return the mean of the states where ``chosen`` (sequences × length) is 1; zeros if it is nowhere."""
    rows = graph.node("Unsqueeze", chosen, _whole(graph, 1))
    count = graph.node("ReduceSum", rows, _whole(graph, -1), keepdims=1)
    least = graph.node("Max", count, graph.constant("one", np.array(1, np.float32)))
    mean = graph.node("Div", graph.node("MatMul", rows, states), least)
    return graph.node("Squeeze", mean, _whole(graph, 1))


def _head(graph: Graph, name: str, value: str, weights: Weights) -> str:
    return graph.linear(name, value, weights[f"{name}.weight"], weights[f"{name}.bias"])


def _single(graph: Graph, value: str) -> str:
    """Drop the last dimension, which has one number."""
    return graph.node("Squeeze", value, _whole(graph, -1))


def _whole(graph: Graph, number: int) -> str:
    return graph.constant(f"number_{number}", np.array([number]))
