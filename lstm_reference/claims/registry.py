"""Claims by name."""

import inspect
from collections.abc import Callable
from functools import wraps

from lstm_reference.claims.verdict import Verdict

Claim = Callable[..., Verdict]


class Claims(dict[str, Claim]):
    def __missing__(self, name: str) -> Claim:
        raise ValueError(f"unknown claim {name!r}")


CLAIMS = Claims()


def claim(name: str) -> Callable[[Claim], Claim]:
    """Registers a function of keyword arguments; arguments that it does not take raise ValueError naming them."""

    def register(function: Claim) -> Claim:
        signature = inspect.signature(function)

        @wraps(function)
        def settled(**arguments: object) -> Verdict:
            try:
                # Beforehand, so that a TypeError from inside a claim is not taken for a wrong argument.
                signature.bind(**arguments)
            except TypeError as error:
                raise ValueError(f"{name}: {error}") from error
            return function(**arguments)

        CLAIMS[name] = settled
        return settled

    return register


def settle(name: str, /, **arguments: object) -> Verdict:
    """The verdict on a claim, by executing the reference. Raises ValueError naming the claim or the argument."""
    return CLAIMS[name](**arguments)
