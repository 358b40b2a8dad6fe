"""The lesson's statements and questions as claims, and the answers that are right under some reading."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from lstm_reference.claims.registry import settle
from lstm_reference.claims.verdict import Verdict

Stated = tuple[str, Mapping[str, Any]]

SIZES: Final = MappingProxyType({"input_size": 80, "hidden_size": 12})
NONE_OF_THESE: Final = ("none-of-these", MappingProxyType[str, Any]({}))


def _shape(tensor: str, shape: str) -> Stated:
    return "tensor-shape", {**SIZES, "tensor": tensor, "shape": shape}


def _matrices(shapes: str) -> Stated:
    sizes = {"input_size": 20, "hidden_size": 50}
    return "matrix-shapes", {**sizes, "matrices": ["W_fF", "W_iF"], "shapes": shapes.split(", ")}


def _state(shape: str) -> Stated:
    return "tensor-shape", {"input_size": 20, "hidden_size": 50, "tensor": "h_prev", "shape": shape}


def _attained(value: float) -> Stated:
    return "gate-output-attains", {"gate": "f", "value": value}


# By the number of the statement in the lesson; E2 and E3 are said in explanations of its answers.
STATEMENTS: Final[Mapping[str, tuple[Stated, ...]]] = MappingProxyType(
    {
        "L1": (("gates-have-own-weights", {}),),
        "L2": (("gates-are-functions-of-the-input", {}),),
        "L3": (("output-gate-considers-cell-state", {}),),
        "L3b": (("hidden-state-is-prediction", {}),),
        "L4": (("cell-state-is-kept-plus-written", {}),),
        "L5": (("output-gate-passes-to-next-layer", {}), ("gate-depends-on", {"gate": "o", "on": "c_prev"})),
        "L6": (("layer-contains-several-cells", {}),),
        "L7": (("step-reads-three-gives-two", {}),),
        "L8": (("step-reads-three-gives-two", {}),),
        "L9": (("six-equations", {}),),
        "L10": (("output-size-is-number-of-classes", {}),),
        "L11": tuple(_shape(tensor, "12×1") for tensor in ("c", "f", "i")),
        "L12": (_shape("W_fF", "12×80"), _shape("W_fR", "12×12"), _shape("h_prev", "12×1")),
        "L13": (*(_shape(f"b_{gate}", "12×1") for gate in "fico"), ("one-bias-per-gate", {})),
        "L14": (("time-leaves-sizes-alone", {}),),
        "L15": (("more-parameters-than-rnn", {}),),
        "E2": (("sigmoid-reads-hidden-state-alone", {}),),
        "E3": (("all-gates-have-sigmoid", {}),),
    }
)

QUESTIONS: Final[Mapping[str, Mapping[str, Stated]]] = MappingProxyType(
    {
        "Q1": {
            "A": ("pairing-eases-gradient", {}),
            "B": ("always-better-than-two-sigmoids", {}),
            "C": ("candidate-sign-moves-state", {}),
            "D": ("always-better-than-two-tanh", {}),
        },
        "Q2": {
            "A": ("higher-output-gate-passes-more", {}),
            "B": ("higher-output-gate-passes-less", {}),
            "C": ("positive-tanh-raises-state", {}),
            "D": ("positive-tanh-lowers-state", {}),
        },
        "Q3": {"A": _attained(2.0), "B": _attained(200.0), "C": _attained(20.0), "D": _attained(0.2)},
        "Q4": {
            "A": ("gates-equal-same-inputs", {}),
            "B": ("gates-differ", {}),
            "C": ("gates-equal-same-weights", {}),
            "D": NONE_OF_THESE,
        },
        "Q5": {"A": _state("50×50"), "B": _state("50×1"), "C": _state("1×50"), "D": _state("1×1")},
        "Q6": {
            "A": _matrices("50×20, 50×20"),
            "B": _matrices("50×50, 20×20"),
            "C": _matrices("20×50, 20×50"),
            "D": _matrices("50×20, 20×50"),
        },
    }
)


def accepted_sets(options: Mapping[str, Stated]) -> frozenset[frozenset[str]]:
    """For every reading that some option leaves open, the options that are true; one set says the wording is sound.

    `options` are label → (claim, arguments), with NONE_OF_THESE for what its name says. A reading under which nothing
    is true is left out: nobody who asks means that. An option without a truth value is not accepted.
    """
    verdicts = {label: settle(name, **given) for label, (name, given) in options.items() if name != NONE_OF_THESE[0]}
    none = frozenset(options.keys() - verdicts.keys())
    open_ = [set(verdict) for verdict in verdicts.values() if len(verdict) > 1]
    true = {_true(verdicts, reading) or none for reading in set().union(*open_) or {""}}
    return frozenset(labels for labels in true if labels)


def _true(verdicts: Mapping[str, Verdict], reading: str) -> frozenset[str]:
    return frozenset(label for label, verdict in verdicts.items() if _finding(verdict, reading))


def _finding(verdict: Verdict, reading: str) -> bool:
    only = next(iter(verdict.values()))
    return bool(verdict.get(reading, only).holds)
