"""One LSTM, GRU or RNN node in ONNX Runtime: an implementation that is not ours.

ONNX's own node tests cannot stand in for it (every gate has the same constant weights there), nor can its reference
evaluator, which ignores lengths and coupling without a word.
"""

from collections.abc import Mapping

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

from lstm_reference import Spec, layouts

OPERATORS = {"lstm": "LSTM", "gru": "GRU", "rnn": "RNN"}
Arrays = Mapping[str, np.ndarray]


def theirs(spec: Spec, weights: object, x: np.ndarray, state: list[np.ndarray], lengths: list[int] | None) -> Arrays:
    """Y (T, D, B, h), Y_h and, for an lstm, Y_c (D, B, h), in float32."""
    feeds = {"X": x, **layouts.to_onnx(spec, weights), **dict(zip(("initial_h", "initial_c"), state, strict=False))}
    feeds = {name: np.asarray(array, np.float32) for name, array in feeds.items()}
    if lengths is not None:
        feeds["sequence_lens"] = np.asarray(lengths, np.int32)
    outputs = ["Y", "Y_h", "Y_c"][: 3 if spec.cell == "lstm" else 2]
    return dict(zip(outputs, _session(spec, feeds, outputs).run(outputs, feeds), strict=True))


def _session(spec: Spec, feeds: Arrays, outputs: list[str]) -> onnxruntime.InferenceSession:
    places = ["X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c", "P"]
    places = places if spec.cell == "lstm" else places[:6]
    node = helper.make_node(
        OPERATORS[spec.cell],
        [name if name in feeds else "" for name in places],
        outputs,
        hidden_size=spec.hidden_size,
        direction="bidirectional" if spec.bidirectional else "forward",
        **_attributes(spec),
    )
    graph = helper.make_graph(
        [node],
        "one",
        [_value(name, array) for name, array in feeds.items()],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = 1, 3
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def _attributes(spec: Spec) -> dict[str, int]:
    given = {
        "lstm": {"input_forget": int(bool(spec.coupled))},
        "gru": {"linear_before_reset": int(spec.reset_after)},
    }
    return given.get(spec.cell, {})


def _value(name: str, array: np.ndarray) -> onnx.ValueInfoProto:
    kind = TensorProto.INT32 if array.dtype == np.int32 else TensorProto.FLOAT
    return helper.make_tensor_value_info(name, kind, array.shape)
