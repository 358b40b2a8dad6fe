from __future__ import annotations

import pytest

from assessments.interchange.safely import xml
from assessments.interchange.safely.unsafe import Unsafe
from tests.assessments.interchange import hostile


def test_a_plain_document_is_read_with_its_name_spaces() -> None:
    tree = xml.read(b'<a xmlns="urn:x" xmlns:y="urn:y" y:b="1">one<c/>two</a>')

    assert (tree.tag, tree.attrib, tree.text) == ("{urn:x}a", {"{urn:y}b": "1"}, "one")
    assert [(child.tag, xml.local(child.tag), child.tail) for child in tree] == [("{urn:x}c", "c", "two")]


@pytest.mark.parametrize("name", hostile.XMLS)
def test_a_hostile_document_is_refused(name: str) -> None:
    with pytest.raises(Unsafe):
        xml.read(hostile.XMLS[name])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("entities that grow", "a document type (DTD) is declared, and none is read"),
        ("an inclusion", "XInclude is not followed"),
        ("200,000 elements deep", "elements are nested deeper than 64"),
        ("a million elements", "there are more than 100,000 elements"),
        ("half a million attributes", "a tag has more than 1,000,000 bytes"),
        ("an endless text", "the XML has 60,000,013 bytes, where 10,000,000 at most are read"),
        ("nothing", "no well-formed XML: no element found: line 1, column 0"),
    ],
)
def test_the_reason_says_what_it_tried(name: str, reason: str) -> None:
    with pytest.raises(Unsafe) as refused:
        xml.read(hostile.XMLS[name])

    assert str(refused.value) == reason


def test_64_elements_may_nest() -> None:
    assert xml.read(b"<a>" * xml.DEEPEST + b"</a>" * xml.DEEPEST).tag == "a"


def test_an_element_has_so_many_attributes_and_no_more() -> None:
    def tag(count: int) -> bytes:
        return b"<a " + b" ".join(b'a%d=""' % n for n in range(count)) + b"/>"

    assert len(xml.read(tag(xml.MOST_ATTRIBUTES)).attrib) == xml.MOST_ATTRIBUTES
    with pytest.raises(Unsafe, match="an element has more than 100 attributes"):
        xml.read(tag(xml.MOST_ATTRIBUTES + 1))
