from __future__ import annotations

import json
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from assessments.interchange.outgoing import ExportedBank
from assessments.interchange.qti.versions import VERSIONS, Version
from assessments.interchange.qti.writing import package
from assessments.interchange.safely import archives, xml
from tests.assessments.interchange.starters import SLUGS, starter_bank

ALL = pytest.mark.parametrize("version", VERSIONS.values(), ids=list(VERSIONS))


def written(bank: ExportedBank, version: Version) -> dict[str, bytes]:
    ((name, data),) = package.write(bank, version).items()
    assert name == f"{bank.slug}.zip"
    return archives.members(data)


def found(tree: Element, *names: str) -> list[Element]:
    return [element for element in tree.iter() if xml.local(element.tag) in names]


@ALL
def test_a_family_is_a_section_that_selects_one_of_its_variants(version: Version) -> None:
    bank = starter_bank("lstm-ranges", 2)
    test = xml.read(written(bank, version)["test.xml"])

    sections = found(test, "assessmentSection", "qti-assessment-section")[1:]
    drawing = {
        section.get("identifier"): [
            found(section, "selection", "qti-selection")[0].get("select"),
            found(section, "ordering", "qti-ordering")[0].get("shuffle"),
            len(found(section, "assessmentItemRef", "qti-assessment-item-ref")),
        ]
        for section in sections
        if found(section, "selection", "qti-selection")
    }
    assert [section.get("identifier") for section in sections] == [item.slug for item in bank.items]
    assert drawing == {item.slug: ["1", "true", 2] for item in bank.items if len(item.variants) > 1}


@ALL
def test_the_manifest_lists_each_file_once_and_the_test_needs_every_item(version: Version) -> None:
    files = written(starter_bank("lstm-gates", 2), version)
    manifest = xml.read(files["imsmanifest.xml"])

    items = [name for name in files if name.startswith("items/")]
    resources = {one.get("href"): one for one in found(manifest, "resource")}
    assert sorted(resources) == sorted(set(files) - {"imsmanifest.xml"})
    assert {resources[name].get("type") for name in items} == {version.resource("item")}
    assert [one.get("identifierref") for one in found(manifest, "dependency")] == [
        resources[name].get("identifier") for name in items
    ]
    assert {xml.read(files[name]).get("identifier") for name in items} == {
        resources[name].get("identifier") for name in items
    }


def test_our_own_json_goes_with_it_and_says_what_every_variant_was_drawn_from() -> None:
    bank = starter_bank("lstm-gates", 2)
    native = json.loads(written(bank, VERSIONS["qti3"])["native.json"])

    assert [one["slug"] for one in native["items"]] == [item.slug for item in bank.items]
    assert native["variants"] == {
        posed.identifier: {"item": item.slug, "seed": posed.seed, "params": dict(posed.params)}
        for item in bank.items
        for posed in item.variants
    }


def test_the_same_bank_gives_the_same_bytes() -> None:
    assert package.write(starter_bank("lstm-gates", 2), VERSIONS["qti22"]) == package.write(
        starter_bank("lstm-gates", 2), VERSIONS["qti22"]
    )


def test_a_package_has_no_more_files_than_we_would_take_ourselves() -> None:
    bank = starter_bank("lstm-gates", 2)
    many = replace(bank, items=tuple(replace(one, variants=one.variants[:1] * 100) for one in bank.items))

    fewer = package.fitting(many)

    assert {len(one.variants) for one in fewer.items} == {197 // len(bank.items)}
    assert package.fitting(bank) == bank


@pytest.mark.parametrize("slug", SLUGS)
def test_version_3_has_the_same_elements_under_its_own_names(slug: str) -> None:
    bank = starter_bank(slug, 1)
    two, three = (written(bank, VERSIONS[version]) for version in ("qti21", "qti3"))

    for name in two:
        if name.startswith("items/"):
            old, new = (list(xml.read(files[name]).iter()) for files in (two, three))
            unwrapped = [
                xml.local(one.tag).removeprefix("qti-") for one in new if xml.local(one.tag) != "qti-content-body"
            ]
            assert [xml.local(one.tag).lower() for one in old] == [tag.replace("-", "") for tag in unwrapped]
            assert {tag for one in old if "-" in (tag := xml.local(one.tag))} == set()
