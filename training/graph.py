"""The graph of an encoder as it is run: int8 ONNX laid out node by node, for sequences of one length side by side.

What enters a layer with int8 weights is quantised with a range of its own, measured beforehand
(``training/ranges.py``), and not with that of the run at hand: so a sequence gives the same numbers whatever is read
beside it. The layout leaves a runtime nothing to rewrite: what is worth fusing is one node already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[Any]
Weights = Mapping[str, Array]

OPSET, CONTRIBUTED, FORMAT = 20, "com.microsoft", 10
A_NUMBER = ["sequences", "length"]
# What may enter a graph: the kind of number, and the shape.
INPUTS = {
    "word_rows": (TensorProto.UINT8, [*A_NUMBER, "width"]),
    "token_type_ids": (TensorProto.INT64, A_NUMBER),
    "target": (TensorProto.FLOAT, A_NUMBER),
    "states": (TensorProto.FLOAT, [*A_NUMBER, "width"]),
}
# Seven bits of eight: processors without VNNI add pairs of products in 16 bits, which eight would overflow.
LARGEST_WEIGHT = 64
LARGEST_STEP = 255
# Norm layers of BERT.
EPSILON = 1e-12


@dataclass(frozen=True)
class Range:
    """What enters a layer: how far it reaches.

    Attributes:
        low: the lowest value, but for odd sequences and far channels.
        high: the highest.
        far: channels that reach much further than all others. They stay in float, as in LLM.int8() (Dettmers et al.
            2022): steps that are wide enough for them would be too coarse for the rest.
    """

    low: float
    high: float
    far: tuple[int, ...] = ()


Ranges = Mapping[str, Range]


@dataclass
class Graph:
    """A graph that is being laid out.

    Attributes:
        ranges: of what enters each layer, by its name; without them the graph stays in float.
        nodes: in the order of the work.
        arrays: weights by name.
        entering: the value that enters each layer, by its name.
        whole: the layers none of whose channels stay in float: attention, whose product is inside a larger node, and
            layers that widen, where it would cost a tenth of the time for a small part of the error.
    """

    ranges: Ranges | None = None
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    arrays: dict[str, Array] = field(default_factory=dict)
    entering: dict[str, str] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)

    def constant(self, name: str, array: Array) -> str:
        """Keep an array under a name, and return the name."""
        self.arrays[name] = array
        return name

    def node(self, kind: str, *inputs: str, domain: str = "", **attributes: object) -> str:
        """Add a node with one output, and return the output's name."""
        output = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], name=output, domain=domain, **attributes))
        return output

    def linear(self, name: str, value: str, weight: Array, bias: Array) -> str:
        """Add a linear layer; ``weight`` is outputs × inputs, as torch keeps it."""
        self.entering[name] = value
        if len(weight) > weight.shape[1]:
            self.whole.add(name)
        if self.ranges is None:
            product = self.node("MatMul", value, self.constant(f"{name}.weight", weight.T))
            return self.node("Add", product, self.constant(f"{name}.bias", bias))
        far = list(self.ranges[name].far)
        steps, scale, zero = self._quantised(name, value, self.ranges[name])
        near = weight.T.copy()
        near[far] = 0
        whole, scales = self._whole_numbers(name, near)
        inputs = (steps, whole, scale, scales, zero, "", self.constant(f"{name}.bias", bias))
        result = self.node("MatMulIntegerToFloat", *inputs, domain=CONTRIBUTED)
        if not far:
            return result
        chosen = self.node("Gather", value, self.constant(f"{name}.far", np.array(far)), axis=-1)
        return self.node("Add", result, self.node("MatMul", chosen, self.constant(f"{name}.far_weight", weight.T[far])))

    def attention(self, name: str, value: str, weight: Array, bias: Array, *, heads: int) -> str:
        """Add self-attention; ``weight`` is outputs × inputs of queries, keys and values, one after the other."""
        self.entering[name] = value
        self.whole.add(name)
        if self.ranges is None:
            weights = (self.constant(f"{name}.weight", weight.T), self.constant(f"{name}.bias", bias))
            return self.node("Attention", value, *weights, domain=CONTRIBUTED, num_heads=heads)
        steps, scale, zero = self._quantised(name, value, self.ranges[name])
        whole, scales = self._whole_numbers(name, weight.T)
        zeros = self.constant(f"{name}.zeros", np.zeros(len(bias), np.int8))
        inputs = (steps, whole, self.constant(f"{name}.bias", bias), scale, scales, "", zero, zeros)
        return self.node("QAttention", *inputs, domain=CONTRIBUTED, num_heads=heads)

    def normalised(self, name: str, value: str, factors: Array, offsets: Array) -> str:
        """Add a norm layer over the last dimension."""
        weights = (self.constant(f"{name}.factors", factors), self.constant(f"{name}.offsets", offsets))
        return self.node("LayerNormalization", value, *weights, axis=-1, epsilon=EPSILON)

    def restored(self, name: str, table: Array, rows: str) -> str:
        """Turn rows of a table, which come in eight bits (:func:`in_eight_bits`), into floats again."""
        step, zero = _steps(float(table.min()), float(table.max()))
        return self.node("DequantizeLinear", rows, *self._step_and_zero(name, step, zero))

    def model(self, inputs: Sequence[str], outputs: Mapping[str, str]) -> onnx.ModelProto:
        """Return the model that takes inputs and gives values under names."""
        named = [helper.make_node("Identity", [value], [name]) for name, value in outputs.items()]
        graph = helper.make_graph(
            [*self.nodes, *named],
            "encoder",
            [helper.make_tensor_value_info(name, *INPUTS[name]) for name in inputs],
            [helper.make_value_info(name, helper.make_tensor_type_proto(TensorProto.FLOAT, None)) for name in outputs],
            [numpy_helper.from_array(np.asarray(array, order="C"), name) for name, array in self.arrays.items()],
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIBUTED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=FORMAT)

    def _quantised(self, name: str, value: str, reach: Range) -> tuple[str, str, str]:
        step, zero = self._step_and_zero(name, *_steps(reach.low, reach.high))
        return self.node("QuantizeLinear", value, step, zero), step, zero

    def _step_and_zero(self, name: str, step: float, zero: int) -> tuple[str, str]:
        return (
            self.constant(f"{name}.step", np.array(step, np.float32)),
            self.constant(f"{name}.zero", np.array(zero, np.uint8)),
        )

    def _whole_numbers(self, name: str, weight: Array) -> tuple[str, str]:
        """Keep weights (inputs × outputs) as whole numbers, with a scale for each output."""
        scales = (np.abs(weight).max(0) / LARGEST_WEIGHT).astype(np.float32)
        whole = np.round(weight / np.where(scales, scales, 1)).astype(np.int8)
        return self.constant(f"{name}.weight", whole), self.constant(f"{name}.scales", scales)


def in_eight_bits(table: Array) -> NDArray[np.uint8]:
    """Return each number of a table as one of 255 steps between its lowest and its highest."""
    step, zero = _steps(float(table.min()), float(table.max()))
    return np.clip(np.round(table / step) + zero, 0, LARGEST_STEP).astype(np.uint8)


def _steps(low: float, high: float) -> tuple[float, int]:
    """Return the size of the 255 steps between two values, and which of them is 0 exactly."""
    low, high = min(0.0, low), max(0.0, high)
    step = float(np.float32((high - low) / LARGEST_STEP))
    return step, round(-low / step)
