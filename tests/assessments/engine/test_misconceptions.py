import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessments.engine import formats
from assessments.engine.misconceptions import CATALOGUE, FILES, Misconception, read, title_of
from tests.assessments.engine.kinds.draws import definitions, drawn

EXPLAINERS = {"explain", "mistakes", "_mistakes", "_shared_mistake"}  # the functions of formats that name mistakes
TAG = re.compile(r"[a-z]+(-[a-z]+)*")
MANY = 40  # draws, of every kind that there is


def named_by_formats() -> Iterator[str]:
    for path in Path(formats.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name in EXPLAINERS:
                texts = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))
                yield from (text for text in texts if isinstance(text, str) and TAG.fullmatch(text))


def named_by_kinds() -> Iterator[str]:
    for facts in definitions().values():
        yield from (tag for _, variant in drawn(facts, MANY) for tag, _ in variant.slips)


def test_the_catalogue_holds_what_kinds_and_formats_name_and_nothing_else() -> None:
    named = set(named_by_formats()) | set(named_by_kinds())

    assert (named - set(CATALOGUE), set(CATALOGUE) - named) == (set(), set())


def test_the_formats_name_mistakes_by_themselves() -> None:
    assert {"transposed", "off-by-one", "nearly", "ends-open-closed", "missed-option"} <= set(named_by_formats())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_in_order(path: Path) -> None:
    tags = list(read(path.read_text(encoding="utf-8")))

    assert tags == sorted(tags)


def test_no_tag_stands_in_two_files() -> None:
    assert len(CATALOGUE) == sum(len(read(path.read_text(encoding="utf-8"))) for path in FILES)


@pytest.mark.parametrize("tag", CATALOGUE)
def test_evidence_is_an_address(tag: str) -> None:
    assert all(address.startswith("https://") for address in CATALOGUE[tag].evidence)


@pytest.mark.parametrize("tag", CATALOGUE)
def test_an_entry_is_plain_text_of_the_right_length(tag: str) -> None:
    title, hint = CATALOGUE[tag].title, CATALOGUE[tag].hint

    assert TAG.fullmatch(tag)
    assert 10 <= len(title) <= 90
    assert 20 <= len(hint) <= 160
    assert not set("$<>*_`") & set(title + hint)


@pytest.mark.parametrize("tag", CATALOGUE)
def test_a_title_is_a_heading_and_a_hint_a_sentence(tag: str) -> None:
    assert CATALOGUE[tag].title[-1] not in ".?!"
    assert CATALOGUE[tag].hint[-1] in ".?"


def test_a_catalogue_is_read_from_words() -> None:
    words = '[nearly]\ntitle = "Close"\nhint = "Look."\nevidence = ["https://example.org/"]'

    assert read(words) == {"nearly": Misconception("Close", "Look.", ("https://example.org/",))}


@pytest.mark.parametrize(
    ("tag", "title"), [("transposed", "Rows and columns changed places"), ("long-gone", "long-gone")]
)
def test_a_tag_is_called_by_its_title(tag: str, title: str) -> None:
    assert title_of(tag) == title


def test_the_catalogue_cannot_be_changed_by_accident() -> None:
    with pytest.raises(TypeError):
        CATALOGUE["nearly"] = CATALOGUE["off-by-one"]  # type: ignore[index]
