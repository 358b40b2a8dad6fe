"""Executes LSTMs, so that nobody has to type what they do."""

from lstm_reference import exact, faces, gradients, layouts
from lstm_reference.bounds import Range, Ranges, gate_ranges, unconstrained_ranges
from lstm_reference.branch_and_bound import CellRange, Undecided, cell_range
from lstm_reference.cell import GRUStep, RNNStep, Step
from lstm_reference.claims import CLAIMS, Finding, Verdict, settle
from lstm_reference.count import Counts, parameters
from lstm_reference.horizon import class_bounds, run_ranges
from lstm_reference.interval import Interval
from lstm_reference.network import run
from lstm_reference.spec import Spec, Unsupported
from lstm_reference.trace import Trace
from lstm_reference.weights import Weights, from_arrays, seeded, zeros

__all__ = [
    "CLAIMS",
    "CellRange",
    "Counts",
    "Finding",
    "GRUStep",
    "Interval",
    "RNNStep",
    "Range",
    "Ranges",
    "Spec",
    "Step",
    "Trace",
    "Undecided",
    "Unsupported",
    "Verdict",
    "Weights",
    "cell_range",
    "class_bounds",
    "exact",
    "faces",
    "from_arrays",
    "gate_ranges",
    "gradients",
    "layouts",
    "parameters",
    "run",
    "run_ranges",
    "seeded",
    "settle",
    "unconstrained_ranges",
    "zeros",
]
