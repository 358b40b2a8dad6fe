"""What stands around an LSTM in a network, as Keras stores it: https://keras.io/api/layers/core_layers/."""

from __future__ import annotations

from functools import lru_cache

import numpy as np


@lru_cache(maxsize=4096)
def dense(inputs: int, outputs: int, *, bias: bool = True) -> int:
    """Parameters of a dense layer: its kernel and one bias for each output."""
    kernel, biases = np.zeros((inputs, outputs)), np.zeros(outputs if bias else 0)
    return kernel.size + biases.size


@lru_cache(maxsize=4096)
def embedding(words: int, entries: int) -> int:
    """Parameters of a table with one row for each word."""
    return np.zeros((words, entries)).size
