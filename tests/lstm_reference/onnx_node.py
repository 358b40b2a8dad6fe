"""One LSTM, GRU or RNN node in ONNX Runtime: an implementation that is not ours.

ONNX's own node tests cannot stand in for it (every gate has the same constant weights there), nor can its reference
evaluator, which ignores lengths and coupling without a word.
"""

from collections.abc import Collection, Mapping

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from lstm_reference import Spec, layouts

OPERATORS = {"lstm": "LSTM", "gru": "GRU", "rnn": "RNN"}
Arrays = Mapping[str, np.ndarray]


def theirs(spec: Spec, weights: object, x: np.ndarray, state: list[np.ndarray], lengths: list[int] | None) -> Arrays:
    """Y (T, D, B, h), Y_h and, for an lstm, Y_c (D, B, h), in float32."""
    given = feeds(spec, weights, x, state, lengths)
    outputs = ["Y", "Y_h", "Y_c"][: 3 if spec.cell == "lstm" else 2]
    return dict(zip(outputs, session(spec, given, outputs).run(outputs, given), strict=True))


def feeds(spec: Spec, weights: object, x: np.ndarray, state: list[np.ndarray], lengths: list[int] | None) -> Arrays:
    """The node's inputs by name."""
    given = {"X": x, **layouts.to_onnx(spec, weights), **dict(zip(("initial_h", "initial_c"), state, strict=False))}
    given = {name: np.asarray(array, np.float32) for name, array in given.items()}
    return given if lengths is None else given | {"sequence_lens": np.asarray(lengths, np.int32)}


def session(spec: Spec, given: Arrays, outputs: list[str], fixed: Collection[str] = ()) -> onnxruntime.InferenceSession:
    """One node, ready to run; inputs that are `fixed` are part of the model and need not be fed."""
    places = ["X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c", "P"]
    places = places if spec.cell == "lstm" else places[:6]
    node = helper.make_node(
        OPERATORS[spec.cell],
        [name if name in given else "" for name in places],
        outputs,
        hidden_size=spec.hidden_size,
        direction="bidirectional" if spec.bidirectional else "forward",
        **_attributes(spec),
    )
    graph = helper.make_graph(
        [node],
        "one",
        [_value(name, array) for name, array in given.items() if name not in fixed],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
        [numpy_helper.from_array(given[name], name) for name in sorted(fixed)],
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
