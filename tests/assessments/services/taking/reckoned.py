"""What has to be true of an attempt after each thing that happens to it: plain values, and rules written anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

LIMIT, GRACE = timedelta(minutes=10), timedelta(seconds=5)
TRIES, PENALTY, SHARES = 3, 0.25, (1.0, 0.5)
OTHER_WORDS = {"2 x 9": "(2, 9)"}
UNREADABLE = ("?", "")


@dataclass
class Variant:
    """One question as it was posed, and all that was sent to it."""

    key: str
    tries: list[tuple[int | None, str]] = field(default_factory=list)  # intent, or none where the draft was handed in
    draft: str = ""
    number: int = 0  # of the draft
    finished: bool = False
    late: set[str] = field(default_factory=set)

    def fractions(self) -> list[tuple[str, float]]:
        return [(words(raw), fraction(words(raw), self.key)) for _, raw in self.tries]

    def repeats(self, intent: int, raw: str) -> bool:
        return intent in dict(self.tries) or (bool(self.tries) and words(self.tries[-1][1]) == words(raw))

    def comes_late(self, text: str) -> bool:
        """Whether it is kept beside the question: what is there already is not."""
        if not text or text == self.draft or text in {raw for _, raw in self.tries}:
            return False
        self.late.add(text)
        return True


@dataclass
class Reckoned:
    mode: str
    begun: datetime
    places: dict[int, list[Variant]]
    by_hand: dict[int, float] = field(default_factory=dict)
    extra: timedelta = timedelta(0)
    submitted: datetime | None = None

    @property
    def deadline(self) -> datetime:
        return self.begun + LIMIT + self.extra

    @property
    def score(self) -> float:
        return sum(self.by_hand.get(number, self.earned(number)) for number in self.places)

    def is_open(self, now: datetime) -> bool:
        return self.submitted is None and now <= self.deadline + GRACE

    def takes(self, number: int, turn: int, now: datetime) -> bool:
        return turn == len(self.places[number]) and self.is_open(now) and not self.places[number][-1].finished

    def answer(self, number: int, turn: int, typed: tuple[int, str], known: int, now: datetime) -> bool:
        """Whether it is judged, by now or already."""
        (intent, raw), variant = typed, self.places[number][-1]
        if turn != len(self.places[number]) or raw in UNREADABLE:
            return False
        repeats, takes = variant.repeats(intent, raw), self.takes(number, turn, now)
        if takes and (raw == variant.draft or known == variant.number):
            variant.draft, variant.number = "", variant.number + 1
        if takes and not repeats:
            self.judge(variant, intent, raw)
        return repeats or takes

    def judge(self, variant: Variant, intent: int | None, raw: str) -> None:
        variant.tries.append((intent, raw))
        right = fraction(words(raw), variant.key) == 1
        variant.finished = self.mode != "deferred" and (
            len(variant.tries) >= TRIES or (self.mode == "adaptive" and right)
        )

    def type(self, number: int, turn: int, text: str, known: int, now: datetime) -> str:
        variant = self.places[number][turn - 1]
        if not self.takes(number, turn, now):
            return "late"
        if known == variant.number:
            variant.draft, variant.number = text, variant.number + 1
        return "kept" if variant.draft == text else "conflict"

    def may_have_another(self, number: int, turn: int, now: datetime) -> bool:
        place = self.places[number]
        return (
            (number, turn) == (1, len(place))
            and self.is_open(now)
            and self.mode != "deferred"
            and bool(place[-1].tries)
        )

    def may_give_up(self, number: int, turn: int, now: datetime) -> bool:
        return self.mode == "adaptive" and self.takes(number, turn, now) and bool(self.places[number][-1].tries)

    def submit(self, now: datetime) -> None:
        """What is typed by then is handed in with it."""
        if self.submitted:
            return
        self.submitted = min(now, self.deadline)
        for *_, variant in self.places.values():
            answered = variant.tries and words(variant.tries[-1][1]) == words(variant.draft)
            if not (variant.finished or answered or variant.draft in UNREADABLE):
                self.judge(variant, None, variant.draft)

    def earned(self, number: int) -> float:
        variants = [variant.fractions() for variant in self.places[number]]
        if self.mode == "adaptive":
            return max((less_penalty(tries) for tries in variants), default=0)
        in_order = [share for tries in variants for _, share in tries]
        if self.mode == "deferred":
            return in_order[-1] if in_order else 0
        best = [max(in_order[:place], default=0) for place in range(len(in_order))]
        gains = [max(0, share - before) for share, before in zip(in_order, best, strict=True)]
        return sum(gain * SHARES[min(place, 1)] for place, gain in enumerate(gains))


def words(raw: str) -> str:
    """As it is read."""
    return OTHER_WORDS.get(raw, raw)


def fraction(read: str, key: str) -> float:
    """Of a shape each axis counts, of anything else the whole."""
    said, right = read.strip("()").split(", "), key.strip("()").split(", ")
    return sum(one == other for one, other in zip(said, right, strict=True)) / len(right)


def less_penalty(tries: list[tuple[str, float]]) -> float:
    """The best of: how right, less the penalty for each different wrong answer before."""
    best = 0.0
    for place, (read, share) in enumerate(tries):
        wrong = {before for before, its in tries[:place] if its < 1 and before != read}
        best = max(best, share - PENALTY * len(wrong))
    return best
