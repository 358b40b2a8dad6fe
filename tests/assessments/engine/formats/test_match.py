"""One of several texts for each of several prompts."""

import pytest

from assessments.engine.formats import Match, Unreadable

PROMPTS = ("$f_t$", "$i_t$", "$o_t$")
OPTIONS = ("forget", "write", "show", "stop")
FORM = Match(PROMPTS, OPTIONS)
KEY = ("forget", "write", "show")
EXAMPLE = "Choose one of the options shown for each line."

Matched = tuple[str, ...]


@pytest.mark.parametrize(
    "raw",
    [
        "forget\nwrite\nshow",
        "forget\r\nwrite\r\nshow\r",
        " forget \n write\nshow",
        "$f_t$ → forget\n$i_t$ → write\n$o_t$ → show",
        "$f_t$ → forget\nwrite\nshow",
    ],
)
def test_a_line_is_read_with_its_prompt_or_without(raw: str) -> None:
    assert FORM.parse(raw) == KEY


def test_an_option_may_be_chosen_twice_or_never() -> None:
    assert FORM.parse("forget\nforget\nforget") == ("forget",) * 3


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("forget\nwrite\nerase", "“erase” is not one of the options."),
        ("forget\nwrite", "There is not one choice for each line."),
        ("", "There is not one choice for each line."),
        ("$i_t$ → forget\nwrite\nshow", "“$i_t$ → forget” is not one of the options."),
    ],
)
def test_what_no_page_sends_is_refused(raw: str, fault: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        FORM.parse(raw)

    assert str(refusal.value) == f"{fault} {EXAMPLE}"


def test_lines_without_a_choice_are_named_by_their_places() -> None:
    with pytest.raises(Unreadable) as refusal:
        FORM.parse("\nwrite\n")

    assert str(refusal.value) == f"Nothing is chosen yet in 2 of 3 lines. {EXAMPLE}"
    assert refusal.value.by_place == {0: "Nothing is chosen here yet.", 2: "Nothing is chosen here yet."}


def test_an_answer_is_shown_with_its_prompts() -> None:
    assert FORM.show(KEY) == "$f_t$ → forget\n$i_t$ → write\n$o_t$ → show"


def test_long_options_can_all_be_chosen() -> None:
    essays = tuple(letter * 900 for letter in "ABCD")

    assert Match(PROMPTS, essays).parse("\n".join(essays[:3])) == essays[:3]


@pytest.mark.parametrize(
    ("response", "whole", "by_prompt", "tag"),
    [
        (("forget", "write", "show"), 1, 1, None),
        (("forget", "write", "stop"), 0, 2 / 3, "one-match-wrong"),
        (("write", "forget", "show"), 0, 1 / 3, "pair-swapped"),
        (("show", "write", "forget"), 0, 1 / 3, "pair-swapped"),
        (("stop", "stop", "show"), 0, 1 / 3, None),
        (("stop", "forget", "show"), 0, 1 / 3, None),
        (("write", "stop", "show"), 0, 1 / 3, None),
        (("write", "show", "forget"), 0, 0, None),
    ],
)
def test_a_wrong_line_costs_the_mark_or_its_share_and_tells_what_happened(
    response: Matched, whole: float, by_prompt: float, tag: str | None
) -> None:
    forms = [FORM, Match(PROMPTS, OPTIONS, per_prompt=True)]

    assert [form.credit(response, KEY) for form in forms] == pytest.approx([whole, by_prompt])
    assert FORM.diagnose(response, KEY) == tag


def test_before_prompts_and_options_are_known_every_line_is_read() -> None:
    early = Match()

    assert early.parse("any\nthing") == ("any", "thing")
    assert early.credit(("any",), ("any", "thing")) == 0
    assert early.diagnose(("any",), ("any", "thing")) is None


def test_options_can_be_given_later() -> None:
    assert Match(PROMPTS, per_prompt=True).with_options(OPTIONS) == Match(PROMPTS, OPTIONS, per_prompt=True)


@pytest.mark.parametrize("key", [("forget", "write"), ("forget", "write", "erase")])
def test_a_key_that_nobody_can_choose_is_refused(key: Matched) -> None:
    with pytest.raises(ValueError, match=r"not one choice|not one of the options"):
        FORM.check(key)


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ({"prompts": ("a",)}, "^a single option"),
        ({"prompts": ("a", "a ")}, "look alike"),
        ({"options": ("a", "a ")}, "look alike"),
        ({"options": ("a", "b\nc")}, "^a prompt and an option are single lines$"),
        ({"prompts": ("a", "b\nc")}, "^a prompt and an option are single lines$"),
        ({"options": ("a", "$W_f$")}, "^an option of a menu is plain text"),
        ({"per_prompt": 1}, "^per_prompt is true or false, not 1$"),
    ],
)
def test_settings_that_make_no_sense_are_refused(settings: dict[str, object], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Match(**settings)


@pytest.mark.parametrize(
    ("per_prompt", "terms"), [(False, "every line must be right"), (True, "each right line earns its share")]
)
def test_the_guide_says_what_is_credited(per_prompt: bool, terms: str) -> None:
    assert Match(PROMPTS, OPTIONS, per_prompt).guide() == f"Choose one option for each line; {terms}."
