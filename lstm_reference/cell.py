"""One time step, written once over any algebra: the same equations give values on arrays and ranges on Interval.

Everything is a column: x (n, B), h and c (h, B). Sources of the equations:
https://onnx.ai/onnx/operators/onnx__LSTM.html and https://onnx.ai/onnx/operators/onnx__GRU.html
"""

from collections.abc import Callable
from typing import Generic, NamedTuple

import numpy as np

from lstm_reference.axes import Array
from lstm_reference.interval import A, Lifted, rising
from lstm_reference.weights import Weights

tanh = rising(-1.0, 0.0, 1.0)(np.tanh)


@rising(0.0, 0.5, 1.0)
def sigmoid(z: Array) -> Array:
    """The logistic one, entry by entry; of an Interval its range. https://en.wikipedia.org/wiki/Logistic_function"""
    # exp never sees a positive number, so nothing overflows and small values keep their digits.
    return np.exp(np.minimum(z, 0.0)) / (1.0 + np.exp(-np.abs(z)))


class Step(NamedTuple, Generic[A]):
    """An LSTM's step: input x, gates f i o, candidate g, new cell state c, new hidden state h."""

    x: A
    f: A
    i: A
    g: A
    o: A
    c: A
    h: A

    @property
    def state(self) -> tuple[A, ...]:
        return self.h, self.c


class RNNStep(NamedTuple, Generic[A]):
    """A simple RNN's step: input x, new hidden state h."""

    x: A
    h: A

    @property
    def state(self) -> tuple[A, ...]:
        return (self.h,)


class GRUStep(NamedTuple, Generic[A]):
    """A GRU's step: update gate z, reset gate r, candidate n, new hidden state h."""

    x: A
    z: A
    r: A
    n: A
    h: A

    @property
    def state(self) -> tuple[A, ...]:
        return (self.h,)


AnyStep = Step[A] | RNNStep[A] | GRUStep[A]


def net(w: Weights, gate: str, x: A, h: A, c: A | None = None) -> A:
    """What a gate hears before its activation; (h, B). `c` is what its peephole looks at, where it has one."""
    heard = w[f"W_{gate}F"] @ x + w[f"W_{gate}R"] @ h
    if w.spec.bias:
        heard = heard + w[f"b_{gate}"]
    return heard if c is None or not w.spec.peepholes else heard + w[f"p_{gate}"] * c


def lstm(w: Weights, x: A, state: tuple[A, ...], gate: Lifted = sigmoid, candidate: Lifted = tanh) -> Step[A]:
    """`state` is (h, c) with h (q, B), q rows where it is projected; other activations are for comparing."""
    h, c = state
    coupled = w.spec.coupled
    f = 1.0 - gate(net(w, "i", x, h, c)) if coupled == "forget_from_input" else gate(net(w, "f", x, h, c))
    i = 1.0 - f if coupled == "input_from_forget" else gate(net(w, "i", x, h, c))
    g = candidate(net(w, "c", x, h))
    c = f * c + i * g
    o = gate(net(w, "o", x, h, c))
    h = o * tanh(c)
    return Step(x, f, i, g, o, c, w["W_P"] @ h if w.spec.proj_size else h)


def rnn(w: Weights, x: A, state: tuple[A, ...], activation: Lifted = tanh) -> RNNStep[A]:
    """`state` is (h,). https://docs.pytorch.org/docs/stable/generated/torch.nn.RNN.html"""
    (h,) = state
    return RNNStep(x, activation(net(w, "h", x, h)))


def gru(w: Weights, x: A, state: tuple[A, ...], gate: Lifted = sigmoid, candidate: Lifted = tanh) -> GRUStep[A]:
    """Resets h before the recurrent product, as Cho et al. do, or after it (`reset_after`); z = 1 keeps the old state.

    `state` is (h,). https://arxiv.org/abs/1406.1078 and https://docs.pytorch.org/docs/stable/generated/torch.nn.GRU.html
    """
    (h,) = state
    z = gate(net(w, "z", x, h))
    r = gate(net(w, "r", x, h))
    n = candidate(reset_net(w, x, h, r) if w.spec.reset_after else net(w, "n", x, r * h))
    return GRUStep(x, z, r, n, (1.0 - z) * n + z * h)


def reset_net(w: Weights, x: A, h: A, r: A) -> A:
    """What the candidate hears of a gru that resets after the product, its recurrent bias included."""
    if not w.spec.bias:
        return w["W_nF"] @ x + r * (w["W_nR"] @ h)
    return w["W_nF"] @ x + r * (w["W_nR"] @ h + w["b_nR"]) + w["b_n"]


STEPS: dict[str, Callable[..., AnyStep[Array]]] = {"lstm": lstm, "rnn": rnn, "gru": gru}
