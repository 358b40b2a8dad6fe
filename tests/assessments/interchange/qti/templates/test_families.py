from __future__ import annotations

from dataclasses import replace

import pytest

from assessments.interchange.outgoing import Exported
from assessments.interchange.qti.templates.families import Inexpressible, templates
from assessments.interchange.qti.versions import VERSIONS
from assessments.interchange.qti.writing import package
from assessments.interchange.safely import archives, xml
from tests.assessments.interchange.starters import SLUGS, starter_bank


def family(slug: str) -> Exported:
    return next(one for bank in SLUGS for one in starter_bank(bank, 1).items if one.slug == slug)


@pytest.mark.parametrize(("slug", "count"), [("layer-parameters", 1), ("gate-parameters", 4), ("cell-calls", 2)])
def test_the_key_is_what_the_reference_gives_at_every_point(slug: str, count: int) -> None:
    definition, found = family(slug).definition, templates(family(slug))

    different = [
        point
        for point in definition.space
        for one in found
        if one.fixed.items() <= point.items()
        and one.key.at({name: point[name] for name in one.axes}) != definition.kind_at(point).answer()
    ]
    assert len(found) == count
    assert different == []


@pytest.mark.parametrize(
    ("slug", "reason"),
    [
        ("q1", "only whole numbers that are typed can be drawn elsewhere"),
        ("output-shape", "only whole numbers that are typed can be drawn elsewhere"),
        ("cell-inventory", "what it draws are not sizes alone"),
    ],
)
def test_a_family_that_cannot_be_drawn_elsewhere_says_why(slug: str, reason: str) -> None:
    with pytest.raises(Inexpressible) as refused:
        templates(family(slug))

    assert str(refused.value) == reason


def test_a_package_of_templates_keeps_fixed_variants_where_there_is_none() -> None:
    bank = starter_bank("lstm-gates", 1)
    wanted = [one for one in bank.items if one.slug in {"q3", "cell-inventory"}] + [family("layer-parameters")]
    bank = replace(bank, items=tuple(wanted), templates=True)

    files = archives.members(next(iter(package.write(bank, VERSIONS["qti21"]).values())))

    drawing = [name for name, data in files.items() if b"<templateProcessing>" in data]
    assert len([name for name in files if name.startswith("items/")]) == 3
    assert [name.split("-t01-")[0] for name in drawing] == ["items/lstm-parameters-layer-parameters"]


def test_a_template_has_its_parts_in_the_order_of_the_specification() -> None:
    bank = replace(starter_bank("lstm-parameters", 1), items=(family("layer-parameters"),), templates=True)
    files = archives.members(next(iter(package.write(bank, VERSIONS["qti21"]).values())))
    (item,) = (xml.read(data) for name, data in files.items() if name.startswith("items/"))

    parts = list(dict.fromkeys(xml.local(one.tag) for one in item))
    assert parts == [
        "responseDeclaration",
        "outcomeDeclaration",
        "templateDeclaration",
        "templateProcessing",
        "itemBody",
        "responseProcessing",
        "modalFeedback",
    ]
    declared = {one.get("identifier") for one in item if xml.local(one.tag) == "templateDeclaration"}
    used = {
        one.get("identifier") for one in item.iter() if xml.local(one.tag) in {"printedVariable", "setTemplateValue"}
    }
    assert used <= declared
    assert {one.get("baseType") for one in item if xml.local(one.tag) == "templateDeclaration"} == {"integer"}
