"""When a question that was missed comes back: sooner after a miss, later after each time that it was right.
https://github.com/open-spaced-repetition/py-fsrs

Nothing of this is kept. The answers are replayed each time, and without chance they give the same day each time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from fsrs import Card, Rating, Scheduler

# No steps of minutes: whoever practises goes on at once or comes back another day.
SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False, maximum_interval=365)
HALF = 0.5


@dataclass(frozen=True)
class Visit:
    """The first answer to one variant of a question; what comes after it says how well feedback was read."""

    fraction: float
    at: datetime
    with_a_hint: bool = False

    @property
    def rating(self) -> Rating:
        if self.fraction < HALF:
            return Rating.Again
        return Rating.Good if self.fraction >= 1 and not self.with_a_hint else Rating.Hard


def due(visits: Iterable[Visit]) -> datetime | None:
    """None for a question that was never missed."""
    card = None
    for visit in sorted(visits, key=lambda visit: visit.at):
        if card is None and visit.fraction >= 1:
            continue
        card, _ = SCHEDULER.review_card(card or Card(card_id=0), visit.rating, visit.at.astimezone(UTC))
    return card.due if card else None
