"""For kinds whose authors have to decide something: what they may have decided, so that laws have items to be tried on.

A new kind without required fields needs no line here. Its definition is the kind's own slug, whole and as it is.
"""

from collections.abc import Mapping, Sequence
from typing import Any

RIGHT = {"text": "Rows and columns: $(12, 80)$", "right": True, "feedback": "Yes."}
TURNED = {"text": "Columns and rows: $(80, 12)$", "right": False, "tag": "transposed"}
SQUARE = {"text": "A square: $(12, 12)$", "right": False, "feedback": "That is recurrent."}
TRUE = {"text": "It has 12 rows", "right": True}

MISTAKES = [{"value": "4", "tag": "lstm-for-rnn"}, {"value": "2", "feedback": "Those are the states."}]

PAIRS = [
    {"prompt": "The forget gate, $f_t$", "option": "sigmoid"},
    {"prompt": "The candidate", "option": "tanh"},
    {"option": "none"},
]

# Slug → definitions without their kind.
EXAMPLES: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "authored-choice": [
        {"stem": "What is the shape of $W_{fF}$?", "given": {"options": [RIGHT, TURNED, SQUARE]}},
        {"stem": "What holds of $W_{fF}$?", "given": {"options": [RIGHT, TURNED, SQUARE, TRUE], "select": "many"}},
    ],
    "authored-value": [
        {
            "stem": "How many gates has an LSTM, the candidate not counted?",
            "given": {"form": "integer", "value": "3", "mistakes": MISTAKES},
        },
    ],
    "authored-match": [
        {"stem": "Which function does each go through?", "given": {"pairs": PAIRS}},
        {"stem": "And these?", "given": {"pairs": PAIRS}, "format": {"per_prompt": True}},
    ],
    "named-quantity": [
        {"given": {"tensor": "W_fF"}},
        {"given": {"tensor": "b_o", "measure": "elements"}},
        {"given": {"tensor": "W_zR", "cell": "gru", "measure": "axis", "axis": 1}},
        {"given": {"tensor": "o"}},
        {"given": {"tensor": "input"}},
        {"given": {"tensor": "output"}},
        {"given": {"tensor": "c_n", "measure": "elements"}},
        {"given": {"tensor": "kernel", "convention": "keras"}},
        {"given": {"tensor": "parameters", "measure": "elements"}},
        {"given": {"tensor": "parameters", "measure": "elements", "convention": "onnx", "cell": "rnn"}},
        {
            "given": {
                "tensor": "parameters",
                "measure": "elements",
                "second": {"cell": "gru"},
                "combine": "ratio",
            }
        },
        {"given": {"tensor": "W_iF", "measure": "axis", "second": {"axis": 1}, "combine": "difference"}},
        {"given": {"tensor": "h", "measure": "range"}},
        {"given": {"tensor": "i", "measure": "value"}},
        {"given": {"tensor": "c", "measure": "value"}},
        {"given": {"tensor": "output", "measure": "value", "unit": 2}, "domains": {"steps": [1, 2]}},
        {"given": {"tensor": "h", "measure": "value", "cell": "gru"}},
        {"given": {"tensor": "h", "measure": "value", "cell": "rnn"}},
        {"given": {"tensor": "f", "measure": "value", "second": {"tensor": "i"}, "combine": "ratio"}},
    ],
}
