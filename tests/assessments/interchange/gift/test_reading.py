from __future__ import annotations

import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.variant import build
from assessments.interchange.codecs import codec_for, load
from assessments.interchange.gift.reading import read
from assessments.interchange.incoming import BadFile, Refused, Taken
from assessments.interchange.outgoing import About


def only(text: str) -> Taken | Refused:
    (item,) = read(text.encode()).items
    return item


def graded(item: Taken | Refused, *raws: str) -> list[float]:
    assert isinstance(item, Taken), item
    variant, _ = build(Definition.read(item.facts), {}, "seed")
    return [grade(variant, raw).score for raw in raws]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Who?{~a =b ~c}", "b", "a"),
        ("Who?{\n=b\n~a\n}", "b", "a"),
        ("Grant is {~buried =entombed} there.", "entombed", "buried"),
        ("Which?{~%50%a ~%50%b ~%-100%c}", "a\nb", "a\nb\nc"),
        ("When?{#1822}", "1822", "1823"),
        ("When?{#1822:5}", "1826", "1828"),
        ("When?{#1820..1824}", "1820", "1819"),
        ("When?{#=1822:0 =%0%1823:0#Too late.}", "1822", "1823"),
        ("Small?{#-1.5e-3:1e-4}", "-0.0016", "0.0015"),
        ("Who?{=(3, 4) =3x4}", "(3,4)", "(4, 3)"),
        ("Match?{=a -> b =c -> d}", "b\nd", "d\nb"),
        ("True?{T}", "True", "False"),
        ("True?{false#No.#Yes.}", "False", "True"),
        (r"Escaped \{ \= \~?{=a\=b ~a\~b}", "a=b", "a~b"),
        ("[html]<p>Which &lt;b&gt;?</p>{=<b>a</b> ~c}", "**a**", "c"),
        ("[plain]Which * is?{=a ~c}", "a", "c"),
    ],
)
def test_each_sort_that_has_a_form_here_is_taken(text: str, right: str, wrong: str) -> None:
    assert graded(only(text), right, wrong) == [1, 0]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A description.", "a description asks nothing"),
        ("An essay?{}", "an essay is read by a person"),
        ("Match?{=a -> b =c -> b}", "a single option leaves nothing to choose"),
        ("Who?{=nobody}", "it is answered in free text"),
        ("Who?{=no*}", "has a wildcard"),
        ("When?{#soon}", "it is answered in free text"),
        ("Broken}{", "its braces do not pair"),
        ("Broken{", "its braces do not pair"),
        ("Weights?{~%20%a ~%20%b}", "do not earn the whole mark"),
        ("One?{=a}", "it is answered in free text"),
        ("Two?{~a}", "1 options"),
    ],
)
def test_any_other_is_refused_with_the_reason(text: str, reason: str) -> None:
    item = only(text)

    assert isinstance(item, Refused)
    assert reason in item.reason


def test_names_feedback_and_the_solution_are_kept() -> None:
    item = only("// [id:Q7] [tag:Cell State]\n::The \\: first::Which?{=a#Right! ~b#Wrong: \\(x\\). ####Because.}")

    assert isinstance(item, Taken)
    assert (item.title, item.slug, item.about) == ("The : first", "q7", About(("cell-state",)))
    assert item.facts["given"]["solution"] == "Because."
    assert [option["feedback"] for option in item.facts["given"]["options"]] == ["Right!", "Wrong: $x$."]


def test_a_gap_stands_where_the_braces_were() -> None:
    item = only("Grant is {~buried =entombed} there.")

    assert isinstance(item, Taken)
    assert item.facts["stem"] == r"Grant is \_\_\_\_\_ there."


def test_questions_stand_apart_by_empty_lines_and_comments_are_none() -> None:
    text = "// a comment\n$CATEGORY: x/y\n\n::A::One?{=a ~b}\n  \n// another\n::B::Two?{T}\r\n\r\n"

    assert [item.slug for item in read(text.encode("utf-8-sig")).items if isinstance(item, Taken)] == ["a", "b"]


def test_a_question_right_below_its_category_is_one() -> None:
    text = "$CATEGORY: x/y\n::A::One?{T}\n\n::B::Two?{T}\n"

    assert [item.slug for item in read(text.encode()).items if isinstance(item, Taken)] == ["a", "b"]


def test_tags_of_every_sort_of_question_are_kept() -> None:
    for text in ("{T}", "{=a ~b}", "{#1}", "{=a -> b =c -> d}"):
        item = only(f"// [tag:gates]\n::A::One?{text}")

        assert isinstance(item, Taken)
        assert item.about == About(("gates",))


def test_damage_to_our_json_is_told() -> None:
    item = only("// our own JSON of this item, for importing it again: {oh}")

    assert isinstance(item, Refused)
    assert item.reason.startswith("it is damaged: no JSON")


def test_a_file_in_another_encoding_is_refused() -> None:
    with pytest.raises(BadFile, match="no text in UTF-8: byte 2 "):
        read("Grüße?{T}".encode("latin-1")[:3] + b"\xff")


@pytest.mark.parametrize(("name", "text"), [("a.gift", "Who?{T}"), ("a.txt", "::A::Who?{T}"), ("a.txt", "// x\nA{T}")])
def test_it_is_known_by_its_signs(name: str, text: str) -> None:
    load()

    assert codec_for(name, text.encode()).slug == "gift"
