"""A transaction takes the right to write when it first writes, after it has read; and nobody queues."""

from assessments.settings import *  # noqa: F403 -- all but one
from assessments.sqlite.gate import Gate

DATABASES["default"]["OPTIONS"]["transaction_mode"] = "DEFERRED"  # noqa: F405 -- of the settings above


def pass_by(gate: Gate) -> None:
    """Where the others wait."""


Gate.enter = pass_by
