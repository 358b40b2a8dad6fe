"""Our items in somebody else's player: what is right here is right there, and what is wrong has its name there too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import pytest

from assessments.interchange.outgoing import Exported
from assessments.interchange.qti.elements import document
from assessments.interchange.qti.templates.families import templates
from assessments.interchange.qti.templates.items import items as template_items
from assessments.interchange.qti.versions import VERSIONS
from assessments.interchange.qti.writing.items import item
from tests.assessments.interchange.qti.conftest import Player
from tests.assessments.interchange.qti.learners import given
from tests.assessments.interchange.starters import SLUGS, starter_bank, starter_items

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def written(exported: Exported) -> bytes:
    return document(item(exported, exported.variants[0]), VERSIONS["qti3"])


# A vector has as many inputs as entries, and an end that is finite cannot be answered with infinity.
UNTOLD = {"kept-part: dot-for-entries", "tensor-range: range-unbounded", "net-range-on-box: box-ignored"}


def test_every_family_of_the_starter_banks_is_judged_there_as_here(player: Player) -> None:
    """The player keeps three decimals of a score."""
    different, untold, slips, forms = {}, set(), 0, set()
    for exported in starter_items(1):
        (posed,) = exported.variants
        told = [(slip, posed.format.parse(slip.text)) for slip in posed.slips]
        player.show(written(exported))
        right, *wrong = player.answer(*(given(posed.format, value) for value in (posed.key, *(one for _, one in told))))
        if (right["score"], right["feedback"], "right" in right["visible"]) != (1, "right", True):
            different[exported.slug] = right
        for (slip, value), found in zip(told, wrong, strict=True):
            name = f"{exported.slug}: {slip.tag}"
            if found["score"] != pytest.approx(posed.format.credit(value, posed.key), abs=0.0021):
                different[name] = (found, slip.text)
            if not {found["feedback"]} & {f"slip-{slip.tag}"} & set(found["visible"]):
                untold.add(name)
        slips, forms = slips + len(wrong), forms | {posed.format.slug}

    assert different == {}
    assert untold == UNTOLD
    assert slips > 250
    assert forms == {
        "choice",
        "integer",
        "interval",
        "match",
        "multi-choice",
        "parts",
        "real",
        "rows",
        "shape",
        "vector",
    }


DRAWN = ("layer-parameters", "gate-parameters", "classifier-parameters", "wide-or-deep", "projection-parameters")


def test_what_a_template_draws_there_has_the_key_that_the_reference_gives_it_here(player: Player) -> None:
    items = [one for bank in SLUGS for one in starter_bank(bank, 1).items if one.slug in DRAWN]
    assert len(items) == len(DRAWN)
    for exported in items:
        for template, root in zip(templates(exported), template_items(exported), strict=True):
            shown = player.show(document(root, VERSIONS["qti3"]))
            drawn = {name: int(shown[name]) for name in template.axes}
            slips = {f"slip-{tag}": worth.at(drawn) for tag, worth in template.slips.items()}
            key = template.key.at(drawn)
            right, *wrong = player.answer(*({"RESPONSE": str(value)} for value in (key, *slips.values())))

            assert drawn in [dict(point) for point in grid(template.axes)]
            assert (right["score"], right["feedback"]) == (1, "right"), (exported.slug, drawn)
            for name, found, value in zip(slips, wrong, slips.values(), strict=True):
                same = [one for one, other in slips.items() if other == value]
                assert found["feedback"] == ("right" if value == key else same[0]), (name, drawn)


def grid(axes: Mapping[str, Sequence[int]]) -> Iterator[dict[str, int]]:
    return (dict(zip(axes, values, strict=True)) for values in product(*axes.values()))


def test_clicks_and_keys_come_to_the_same(player: Player) -> None:
    """The other tests hand the player its responses."""
    choice, number = (next(one for one in starter_items(1) if one.slug == slug) for slug in ("q4", "rnn-parameters"))
    (right,) = [place for place, option in enumerate(choice.variants[0].offered) if option.right]

    player.show(written(choice))
    player.page.locator(f"qti-simple-choice[identifier='{'AB'[right]}']").click()
    assert player.submit()["score"] == 1

    player.show(written(number))
    box = player.page.locator("qti-text-entry-interaction input")
    box.press_sequentially(number.variants[0].slips[0].text)
    assert player.submit()["feedback"] == f"slip-{number.variants[0].slips[0].tag}"
    box.clear()
    box.press_sequentially(number.variants[0].text)
    assert player.submit()["score"] == 1
