from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest

from assessments.interchange.moodle.marks import mark

# As Moodle writes what it has taken in: numbers in other spellings, parts in another order, and more of them.
WRITTEN = """<question type="numerical"><name><text>A</text></name>
<questiontext format="html"><text>&lt;p&gt;a b&lt;/p&gt;
</text></questiontext><generalfeedback format="html"><text /></generalfeedback><idnumber>1</idnumber>
<answer fraction="100"><text>0.50</text><feedback><text>Yes</text></feedback><tolerance>1e-05</tolerance></answer>
<answer fraction="33.33333"><text>2</text><feedback><text /></feedback><tolerance>0</tolerance></answer>
<correctfeedback><text /></correctfeedback><tags><tag><text>gates</text></tag></tags></question>"""
TRAVELLED = """<question type="numerical"><idnumber>1</idnumber><name><text>A</text></name><questiontext format="html">
<text><![CDATA[<p>a b</p>]]></text></questiontext><generalfeedback format="html"><text></text></generalfeedback>
<defaultgrade>1.0000000</defaultgrade>
<answer fraction="33.333330000000004"><text>2</text><feedback><text></text></feedback><tolerance>0</tolerance></answer>
<answer fraction="100"><text>0.5</text><tolerance>1.0E-5</tolerance><feedback><text>Yes</text></feedback></answer><tags>
<tag><text>Gates</text></tag></tags></question>"""
OTHERWISE = [
    ("<text>A</text>", "<text>B</text>"),
    ("a b", "a c"),
    ("0.50", "0.51"),
    ("1e-05", "1e-04"),
    ("<text>Yes</text>", "<text>No</text>"),
    ('fraction="100"', 'fraction="50"'),
    ('<generalfeedback format="html"><text />', "<generalfeedback><text>As drawn.</text>"),
    ("<correctfeedback><text />", "<correctfeedback><text>Well done.</text>"),
    ("<tags>", "<hint><text>Look again.</text></hint><tags>"),
    ('type="numerical"', 'type="shortanswer"'),
]  # fmt: skip
DATA = """<question type="calculated"><dataset_definitions><dataset_definition><name><text>key</text></name>{}
</dataset_definition></dataset_definitions></question>"""


def of(xml: str) -> Element:
    return fromstring(xml)  # noqa: S314 -- our own


def items(*pairs: tuple[int, str]) -> str:
    made = (f"<dataset_item><number>{number}</number><value>{value}</value></dataset_item>" for number, value in pairs)
    return DATA.format(f"<dataset_items>{''.join(made)}</dataset_items>")


def test_a_journey_through_moodle_changes_no_mark() -> None:
    assert mark(of(TRAVELLED)) == mark(of(WRITTEN))


@pytest.mark.parametrize(("words", "others"), OTHERWISE)
def test_whatever_is_asked_or_told_otherwise_has_another_mark(words: str, others: str) -> None:
    assert WRITTEN.count(words) == 1

    assert mark(of(WRITTEN.replace(words, others))) != mark(of(WRITTEN))


def test_each_row_of_a_data_set_keeps_its_number_in_any_order() -> None:
    whole = mark(of(items((1, "3.0"), (2, "5"))))

    assert mark(of(items((2, "5"), (1, "3")))) == whole
    assert mark(of(items((2, "3"), (1, "5")))) != whole
