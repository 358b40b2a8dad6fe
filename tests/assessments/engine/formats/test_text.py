"""What learners type, made plain."""

import pytest

from assessments.engine.formats.text import Fault, quoted, written


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("50x20", "50x20"),
        ("  50x20\r\n", "50x20"),
        ("5\t0", "5 0"),
        ("\u00a05\u202f000\u2009", "5 000"),  # no-break, narrow and thin blanks
        ("\ufeff5\u200b0\u200e", "50"),  # byte-order mark, zero width, writing direction
        ("−5 – 3", "-5 - 3"),
        ("50×20", "50x20"),
        ("50х20", "50x20"),
        ("2·10", "2*10"),
        ("1⁄4", "1/4"),
        ("½", "1/2"),
        ("1½", "1 1/2"),
        ("⅔", "2/3"),
        ("10⁻¹²", "10^-12"),
        ("５０，２０", "50,20"),
        ("（５０、２０）", "(50,20)"),
        ("٥٠٫٢٥", "50.25"),
        ("𝟓𝟎", "50"),
        ("0 ⩽ f ≦ 1", "0 ≤ f ≤ 1"),
        ("1 ⩾ f ≧ 0", "1 ≥ f ≥ 0"),
        ("0…1", "0..1"),
        ("σ(z̃)", "σ(z̃)"),
        ("①", "①"),
        ("～｟", "~｟"),  # the last full-width sign, and the first after it
    ],
)
def test_look_alike_signs_become_plain_ones(raw: str, text: str) -> None:
    assert written(raw) == text


@pytest.mark.parametrize("raw", ["", "   ", "\n\r\n", "\u200b", "\u00a0"])
def test_an_empty_answer_is_named_as_such(raw: str) -> None:
    with pytest.raises(Fault, match=r"^There is no answer here yet\.$"):
        written(raw)


@pytest.mark.parametrize("raw", ["1\n2", "1\r\n2", "1\u20282", "1\x0b2"])
def test_several_lines_are_named_as_such(raw: str) -> None:
    with pytest.raises(Fault, match=r"^The answer runs over more than one line\.$"):
        written(raw)


@pytest.mark.parametrize("raw", ["\0", "1\x002", "1\x1b2", "12\x7f"])
def test_an_invisible_character_is_named_as_such(raw: str) -> None:
    with pytest.raises(Fault, match=r"^The answer holds a character that cannot be seen\.$"):
        written(raw)


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("12 ms", "“12 ms”"),
        ("x" * 40, f"“{'x' * 40}”"),
        ("x" * 41, f"“{'x' * 39}…”"),
        ("a\0b", "“a\ufffdb”"),
        ("a\ud800b", "“a\ufffdb”"),  # half of a pair cannot be sent to any browser
    ],
)
def test_a_quotation_is_short_and_can_be_shown(text: str, quotation: str) -> None:
    assert quoted(text) == quotation
    assert quoted(text).encode()
