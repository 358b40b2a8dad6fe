import pytest

from lstm_reference import settle
from lstm_reference.claims import accepted_sets
from lstm_reference.claims.lesson import NONE_OF_THESE, QUESTIONS, STATEMENTS, Stated

# As audited by hand and by other frameworks, before this was written.
AUDITED = {
    "L1": ["proved"],
    "L2": ["proved", "refuted"],
    "L3": ["refuted", "proved", "proved"],
    "L3b": ["refuted"],
    "L4": ["proved"],
    "L5": ["proved", "refuted", "refuted", "proved"],
    "L6": ["undefined"],
    "L7": ["proved"],
    "L8": ["proved"],
    "L9": ["proved"],
    "L10": ["proved", "refuted"],
    "L11": ["proved"] * 3,
    "L12": ["proved"] * 3,
    "L13": ["proved"] * 4 + ["proved", "proved", "refuted", "refuted"],
    "L14": ["proved", "refuted"],
    "L15": ["proved", "refuted"],
    "E2": ["refuted"],
    "E3": ["proved", "refuted"],
}
OPTIONS = {
    "Q1": "refuted; refuted; proved refuted; refuted",
    "Q2": "proved; refuted; proved refuted; refuted refuted",
    "Q3": "refuted; refuted; refuted; proved",
    "Q4": "refuted; generic refuted; refuted",
    "Q5": "refuted; proved; refuted; refuted",
    "Q6": "proved; refuted; refuted; refuted",
}


def statuses(stated: Stated) -> list[str]:
    name, arguments = stated
    return [finding.status for finding in settle(name, **arguments).values()]


def test_every_statement_is_audited() -> None:
    assert STATEMENTS.keys() == AUDITED.keys()


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_statement_is_found_as_audited(statement: str) -> None:
    assert [status for stated in STATEMENTS[statement] for status in statuses(stated)] == AUDITED[statement]


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_option_is_found_as_audited(question: str) -> None:
    options = [option for option in QUESTIONS[question].values() if option != NONE_OF_THESE]

    assert "; ".join(" ".join(statuses(option)) for option in options) == OPTIONS[question]


@pytest.mark.parametrize(
    ("question", "accepted"),
    [("Q1", {"C"}), ("Q2", {"AC", "A"}), ("Q3", {"D"}), ("Q4", {"B", "D"}), ("Q5", {"B"}), ("Q6", {"A"})],
)
def test_the_printed_wording_accepts_every_answer_that_a_reading_makes_true(question: str, accepted: set[str]) -> None:
    assert accepted_sets(QUESTIONS[question]) == {frozenset(labels) for labels in accepted}


def test_none_of_these_is_true_when_nothing_else_is() -> None:
    false = QUESTIONS["Q3"]["A"]

    assert accepted_sets({"A": false, "B": NONE_OF_THESE}) == {frozenset("B")}


def test_sound_wording_accepts_one_set() -> None:
    reworded = QUESTIONS["Q2"] | {"C": ("positive-tanh-gives-positive-state", {})}
    reworded.pop("D")

    assert accepted_sets(reworded) == {frozenset("AC")}
