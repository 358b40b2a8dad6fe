"""Forged launches by the thousand.

    python -m tests.assessments.lti.launching.forging 50000

Says by which check each was turned away, and how many were not.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

FLIPS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \x00é"


def flipped(token: str, chance: random.Random) -> str:
    place = chance.randrange(len(token))
    return token[:place] + chance.choice(FLIPS) + token[place + 1 :]


def inserted(token: str, chance: random.Random) -> str:
    place = chance.randrange(len(token) + 1)
    return token[:place] + chance.choice(FLIPS) * chance.randint(1, 4) + token[place:]


def shortened(token: str, chance: random.Random) -> str:
    begin = chance.randrange(len(token))
    return token[:begin] + token[begin + chance.randint(1, 40) :]


def mixed(token: str, chance: random.Random) -> str:
    parts = token.split(".")
    return ".".join(chance.choice(parts) for _ in range(chance.randint(1, 4)))


def rewritten(token: str, chance: random.Random) -> str:
    """Another claim or header, under the signature of the old ones."""
    header, claims, signature = token.split(".")
    part = chance.choice(["header", "claims"])
    said = dict(read(header if part == "header" else claims))
    name = chance.choice([*said, "jwk", "alg", "none"])
    said[name] = chance.choice(
        [None, "", 0, True, [], {}, "none", "HS256", "admin", 10**12, "x" * 300, said.get("iss")]
    )
    made = encoded(json.dumps(said).encode())
    signed = chance.choice([signature, signature[:-2], "", "AA"])
    return f"{made}.{claims}.{signed}" if part == "header" else f"{header}.{made}.{signed}"


WAYS: list[Callable[[str, random.Random], str]] = [flipped, inserted, shortened, mixed, rewritten]


def forged(token: str, count: int, chance: random.Random) -> Iterator[str]:
    while count:
        made = token
        for _ in range(chance.randint(1, 3)):
            whole = made.count(".") == 2 and all(read(part) for part in made.split(".")[:2])
            made = chance.choice(WAYS if whole else WAYS[:3])(made or "x", chance)
        if made != token:
            count -= 1
            yield made


def turned_away(arrival: Any, count: int) -> Counter[str]:
    """Check → how many it turned away; "" for those that passed them all."""
    chance = random.Random(1)  # noqa: S311 -- the same each time
    found: Counter[str] = Counter()
    for token in forged(arrival.token, count, chance):
        one = replace(arrival, token=token)
        found[next((check.name for check in CHECKS if not check.holds(one)), "")] += 1
    return found


def an_arrival() -> Any:
    """One that passes, made of rows that were never saved."""
    registration = Registration(issuer=ISSUER, client_id="client", title="The LMS")
    login = Login(
        registration=registration,
        nonce_hash=hashed("nonce"),
        target=f"{TOOL}/lti/launch/",
        hints={"iss": ISSUER, "client_id": "client"},
        created_at=now(),
    )
    token = minted(claims(registration, "nonce"))
    public = a_key().public_key()
    return Arrival(token, "state", login, TOOL, "cookie", now(), lambda _, kid: public if kid == KID else None)


if __name__ == "__main__":
    os.environ |= {"DJANGO_SETTINGS_MODULE": "assessments.settings", "PYTEST_VERSION": "no .env"}
    import django

    django.setup()

from django.utils.timezone import now  # noqa: E402 -- Django is set up first

from assessments.lti.launching.arrival import Arrival, read  # noqa: E402 -- the same
from assessments.lti.launching.checks import CHECKS  # noqa: E402 -- the same
from assessments.models import Login, Registration  # noqa: E402 -- the same
from assessments.services.lti.logins import hashed  # noqa: E402 -- the same
from tests.assessments.lti.platforms import ISSUER, KID, TOOL, a_key, claims, encoded, minted  # noqa: E402 -- the same

if __name__ == "__main__":
    counted = turned_away(an_arrival(), int(sys.argv[1]))
    print(json.dumps(dict(counted.most_common()), indent=1))  # noqa: T201 -- it reports to a terminal
    sys.exit(counted[""] > 0)
