import re

import pytest

from assessments.admin.writing.publishing.changes import Text, changes, marked, parts
from assessments.engine.definition import Definition
from assessments.engine.proving.trials import Trial


def shapes(**facts: object) -> Definition:
    return Definition.read({"kind": "feed-forward-shape", **facts})


def told(before: Definition | None, after: Definition) -> list[tuple[str, str, str]]:
    return [(change.label, change.before, change.after) for change in changes(Text(before), Text(after))]


def test_equal_definitions_have_no_changes() -> None:
    assert told(shapes(), shapes()) == []


def test_each_changed_part_is_told() -> None:
    before = shapes(domains={"input_size": [3]}, format={"per_axis": True})
    after = shapes(domains={"input_size": [5]}, ask="choice", options=3)

    assert [label for label, _, _ in told(before, after)] == [
        "Asked how",
        "Number of options",
        "Drawn: Input size",
        "Settings",
    ]


def test_a_narrowed_domain_changes_the_number_of_variants() -> None:
    before, after = shapes(), shapes(domains={"input_size": {"from": 2, "to": 9}})

    assert told(before, after) == [
        ("Drawn: Input size", "<del>whole domain</del>", "<ins>2–9</ins>"),
        ("Variants", "<del>32,004</del>", "<ins>2,016</ins>"),
    ]


def test_the_first_revision_is_all_new() -> None:
    labels = [label for label, before, _ in told(None, shapes()) if not before]

    assert labels == ["Kind", "Asked how", "Number of options", *map("Drawn: {}".format, SIZES), "Variants"]


SIZES = ("Input size", "Hidden size", "Gate")


@pytest.mark.parametrize(
    ("before", "after", "pair"),
    [
        ("a b c", "a x c", ("a <del>b</del> c", "a <ins>x</ins> c")),
        ("", "new", ("", "<ins>new</ins>")),
        ("old", "", ("<del>old</del>", "")),
        ("<b>", "<i>", ("&lt;<del>b</del>&gt;", "&lt;<ins>i</ins>&gt;")),
    ],
)
def test_only_changed_words_are_marked(before: str, after: str, pair: tuple[str, str]) -> None:
    assert marked(before, after) == pair


def test_of_equally_many_lines_each_is_compared_with_its_own() -> None:
    assert marked("a, right\nb", "a\nb, right") == ("a<del>, right</del>\nb", "a\nb<ins>, right</ins>")


def test_options_are_told_in_words() -> None:
    given = {"options": [{"text": "σ", "right": True}, {"text": "tanh", "right": False, "feedback": "No, a gate"}]}
    definition = Definition.read({"kind": "authored-choice", "stem": "Which?", "given": given})

    told = dict(parts(definition))

    assert told["Given: Options"] == "σ, right\ntanh, feedback No, a gate"


def test_long_texts_are_not_compared_word_by_word() -> None:
    long = "word " * 3000

    assert marked(long, long + "more") == (f"<del>{long}</del>", f"<ins>{long}more</ins>")


def test_other_test_answers_are_a_change() -> None:
    before = Text(shapes(), (Trial("{key}"),))
    after = Text(shapes(), (Trial("{key}"), Trial("(2, 3)", 0, "transposed", {"gate": "f"}), Trial("x", None)))

    (change,) = changes(before, after)

    added = "(2, 3) earns 0, told as transposed, where gate = f", "x cannot be read"
    assert (change.label, change.before) == ("Test answers", "{key} earns 1")
    assert re.sub("</?ins>", "", change.after) == "\n".join(("{key} earns 1", *added))
