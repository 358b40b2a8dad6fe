"""Statements about LSTMs, each settled by executing the reference: a proof, a witness or a counterexample."""

from lstm_reference.claims import gates, hearing, output_gate, pairing, shapes, sizes, writing
from lstm_reference.claims.lesson import accepted_sets
from lstm_reference.claims.registry import CLAIMS, settle
from lstm_reference.claims.verdict import Finding, Verdict

__all__ = [
    "CLAIMS",
    "Finding",
    "Verdict",
    "accepted_sets",
    "gates",
    "hearing",
    "output_gate",
    "pairing",
    "settle",
    "shapes",
    "sizes",
    "writing",
]
