from __future__ import annotations

import pytest

from assessments.interchange.incoming import BadFile, Refused, Taken
from assessments.interchange.qti.reading import package
from assessments.interchange.qti.versions import VERSIONS
from assessments.interchange.qti.writing import package as writing
from assessments.interchange.safely import archives
from tests.assessments.interchange import hostile
from tests.assessments.interchange.qti.reading.foreign import an_item, choices, declared, packed
from tests.assessments.interchange.starters import SLUGS, starter_bank

GOOD = an_item("<p>Which?</p>" + choices(A="a", B="b"), declared("identifier", "A"))


def own(slug: str, version: str = "qti3") -> bytes:
    return next(iter(writing.write(starter_bank(slug, 2), VERSIONS[version]).values()))


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("slug", SLUGS)
def test_a_bank_of_ours_comes_back_as_it_was(slug: str, version: str) -> None:
    bank, back = starter_bank(slug, 2), package.read(own(slug, version))

    assert (back.bank, back.title, back.description) == (bank.slug, bank.title, bank.description)
    assert back.items == tuple(Taken(one.slug, one.title, one.facts, about=one.about) for one in bank.items)
    assert back.order == tuple(one.slug for one in bank.items)


def test_what_another_system_changed_is_read_from_its_items() -> None:
    files = archives.members(own("lstm-gates"))
    name = next(name for name in files if "-q4-" in name)
    files[name] = files[name].replace(b"generally differ", b"mostly differ")

    back = package.read(archives.packed(files))

    assert len(back.items) == len([name for name in files if name.startswith("items/")])
    assert "They mostly differ" in str(next(one for one in back.items if "-q4-" in getattr(one, "slug", "")))


def test_each_item_of_a_foreign_package_is_taken_or_refused_by_itself() -> None:
    back = package.read(packed(GOOD, b"<html/>", b"<a", GOOD, listed=5, folder="course/"))

    assert [type(one) for one in back.items] == [Taken, Refused, Refused, Taken, Refused]
    assert [one.slug for one in back.items if isinstance(one, Taken)] == ["i1", "i1-2"]
    assert [(one.name, one.reason) for one in back.items if isinstance(one, Refused)] == [
        ("course/item2.xml", "no item: it begins with 'html'"),
        ("course/item3.xml", "no well-formed XML: unclosed token: line 1, column 0"),
        ("course/item5.xml", "the package lists this file and has it not"),
    ]


def test_a_single_item_needs_no_package() -> None:
    assert [type(one) for one in package.read(GOOD).items] == [Taken]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<assessmentTest/>", "send the whole package: a test only names the files of its items"),
        (b"<html/>", "no QTI: it begins with 'html'"),
        (archives.packed({"a.xml": GOOD}), "the archive has no imsmanifest.xml"),
        (packed(), "the package lists no item"),
    ],
)
def test_what_is_no_package_is_refused_as_a_whole(data: bytes, reason: str) -> None:
    with pytest.raises(BadFile) as bad:
        package.read(data)

    assert str(bad.value) == reason


@pytest.mark.parametrize("html", hostile.SCRIPTS)
def test_a_hostile_text_does_no_harm(html: str) -> None:
    body = f"<p><![CDATA[{html}]]></p>" + choices(A=f"<![CDATA[{html}]]>x", B="b")
    (one,) = package.read(an_item(body, declared("identifier", "A"))).items

    assert isinstance(one, Taken)
