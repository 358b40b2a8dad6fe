"""PyTorch, Keras and ONNX fuse the gates of a layer into a few arrays; here and back.

Which gate comes first, and how many biases there are, is each framework's own habit. What a framework has no arrays
for is refused by name.

GRU: ONNX with linear_before_reset=0 and Keras with reset_after=False compute one that resets before the recurrent
product; PyTorch, Keras by default and ONNX with linear_before_reset=1 one that resets after it.
"""

from lstm_reference.layouts.blocks import ORDER
from lstm_reference.layouts.keras import from_keras, to_keras
from lstm_reference.layouts.onnx import from_onnx, to_onnx
from lstm_reference.layouts.torch import from_torch, to_torch

__all__ = ["ORDER", "from_keras", "from_onnx", "from_torch", "to_keras", "to_onnx", "to_torch"]
