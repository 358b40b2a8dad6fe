"""Statements about LSTMs, each settled by executing the reference: a proof, a witness or a counterexample."""

from lstm_reference.claims import gates, output_gate, pairing, shapes
from lstm_reference.claims.registry import CLAIMS, settle
from lstm_reference.claims.verdict import Finding, Verdict

__all__ = ["CLAIMS", "Finding", "Verdict", "gates", "output_gate", "pairing", "settle", "shapes"]
