"""The living cell in a real browser: its numbers, by mouse, by keyboard, and without a script."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import numpy as np
import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client

from assessments.web.cell.views import SEEN
from lstm_reference import Spec, from_arrays, gate_ranges, run
from tests.factories import a_published_item, a_session

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

ROWS = {
    "Forget gate": "f",
    "Input gate": "i",
    "Candidate": "g",
    "Output gate": "o",
    "Cell state": "c",
    "Hidden state": "h",
}
SET = """numbers => {
    for (const [name, value] of Object.entries(numbers)) {
        const control = document.querySelector(`[name=${name}]`);
        control.value = value;
        control.dispatchEvent(new Event("input", {bubbles: true}));
    }
    document.querySelector("[name=t]").dispatchEvent(new Event("change", {bubbles: true}));
}"""


@pytest.fixture(autouse=True)
def _unlimited() -> None:
    SEEN.clear()


@pytest.fixture
def cell(page: Any, live_server: Any) -> Any:
    page.goto(f"{live_server.url}/cell/")
    return page


def query(page: Any) -> dict[str, str]:
    """What the cell shows at this moment."""
    return dict(pair.split("=") for pair in page.get_attribute("[data-query]", "data-query").split("&"))


def shows(page: Any, **wanted: str) -> None:
    """Waits until it shows this."""
    page.wait_for_function(
        """wanted => {
            const query = new URLSearchParams(document.querySelector("[data-query]").dataset.query);
            return Object.entries(wanted).every(([name, value]) => (query.get(name) ?? "0") === value);
        }""",
        arg=wanted,
    )


def said(page: Any, words: str) -> Any:
    """Waits until that is said aloud."""
    return page.locator("[data-said][role=status]").filter(has_text=words).wait_for()


def moved(page: Any, name: str, value: str) -> None:
    """Moves a slider and waits until the address says so."""
    slider(page, name).fill(value)
    page.wait_for_url(re.compile(rf"[?&]{name}={re.escape(value)}(&|$)"))


def table(page: Any) -> dict[str, list[list[str]]]:
    """Name of a row → its units, each over time."""
    found: dict[str, list[list[str]]] = {}
    for row in page.locator(".heat tbody tr").all():
        name = row.locator(".name").text_content()
        found.setdefault(name, []).append(row.locator("td").all_inner_texts())
    return found


def column(page: Any, name: str, step: int) -> list[str]:
    return [unit[step - 1] for unit in table(page)[name]]


def slider(page: Any, name: str) -> Any:
    return page.locator(f"[name={name}]")


# The numbers


def drawn(rng: Random) -> tuple[dict[str, int], dict[str, np.ndarray], dict[str, float]]:
    """Sizes, arrays by the reference's names, and the same numbers by the names that they have in an address."""
    n, h, steps = rng.randint(1, 4), rng.randint(1, 3), rng.randint(1, 8)
    shapes = {"x": (steps, n), "h_0": (h, 1), "c_0": (h, 1)}
    for gate in "fico":
        shapes |= {f"W_{gate}F": (h, n), f"W_{gate}R": (h, h), f"b_{gate}": (h, 1)}
    arrays, named = {}, {}
    for array, shape in shapes.items():
        reach = {"x": 60, "h": 20, "c": 60}.get(array[0], 160)
        arrays[array] = np.array([[rng.randint(-reach, reach) / 20 for _ in range(shape[1])] for _ in range(shape[0])])
        short = f"{array[2:]}b" if array[0] == "b" else array.removeprefix("W_").replace("_", "")
        for (row, place), number in np.ndenumerate(arrays[array]):
            named[f"{short}{row + 1}{place + 1 if array[0] in 'Wx' else ''}"] = number
    return {"n": n, "h": h, "steps": steps, "t": rng.randint(1, steps)}, arrays, named


@pytest.mark.parametrize("seed", [20, *(pytest.param(one, marks=pytest.mark.slow) for one in (21, 22, 23))])
def test_its_numbers_are_the_references_in_five_random_states(cell: Any, seed: int) -> None:
    rng = Random(seed)  # noqa: S311 -- examples, not secrets
    for _ in range(5):
        SEEN.clear()
        sizes, arrays, named = drawn(rng)
        cell.evaluate(SET, {name: sizes[name] for name in ("n", "h", "steps")})
        shows(cell, **{name: str(sizes[name]) for name in ("n", "h", "steps")})
        cell.evaluate(SET, named | {"t": sizes["t"]})
        shows(cell, t=str(sizes["t"]), **{name: f"{number:g}" for name, number in named.items()})

        spec = Spec(sizes["n"], sizes["h"])
        weights = from_arrays(spec, {name: array for name, array in arrays.items() if name[0] in "Wb"})
        done = run(spec, weights, arrays["x"], arrays["h_0"].T, arrays["c_0"].T).steps
        for name, tensor in ROWS.items():
            expected = [[f"{value:.4f}" for value in getattr(step, tensor).ravel()] for step in done]
            found = [[text.replace("−", "-") for text in unit] for unit in table(cell)[name]]
            assert [list(over_time) for over_time in zip(*found, strict=True)] == [
                [text.removeprefix("-") if float(text) == 0 else text for text in step] for step in expected
            ]

        h, c = (done[sizes["t"] - 2].state) if sizes["t"] > 1 else (arrays["h_0"], arrays["c_0"])
        certain = gate_ranges(spec, weights, (-1, 1), (h, h), (c, c)).f
        told = [float(end) for end in cell.locator(".looked-into strong").all_inner_texts()]
        ends = np.hstack([certain.lo, certain.hi]).ravel()
        if (certain.width > 1e-9).any():
            np.testing.assert_allclose(told, ends, atol=1e-4)
            assert all(lo <= end for lo, end in zip(told[::2], ends[::2], strict=True))
            assert all(hi >= end for hi, end in zip(told[1::2], ends[1::2], strict=True))


# What can be done


def test_a_slider_moves_the_bars_the_numbers_and_the_address(cell: Any) -> None:
    before = cell.locator(".gauge.gate-f .fill").get_attribute("width")

    moved(cell, "fb1", "-3")

    assert cell.locator("output[for=cell-fb1]").inner_text() == "−3"
    assert cell.locator(".gauge.gate-f .fill").get_attribute("width") != before


@pytest.mark.parametrize(
    ("name", "step", "kept"), [("Keep", 6, True), ("Overwrite", 6, False), ("Forget", 6, False), ("Copy", 2, False)]
)
def test_a_preset_does_what_it_says(cell: Any, name: str, step: int, kept: bool) -> None:
    cell.get_by_role("link", name=name, exact=True).click()
    cell.locator(f"[aria-current=true]:has-text('{name}')").wait_for()

    held, after = (float(column(cell, "Cell state", at)[0].replace("−", "-")) for at in (1, step))
    inputs = [float(text.replace("−", "-")) for text in table(cell)["Input"][0]]
    shown = [float(text.replace("−", "-")) for text in table(cell)["Hidden state"][0]]

    assert (abs(after - held) < 0.05) == kept
    if name == "Overwrite":
        assert held < -0.8 < 0.8 < after
    if name == "Forget":
        assert abs(after) < 0.05
    if name == "Copy":
        assert np.argsort(shown).tolist() == np.argsort(inputs).tolist()


def test_sizes_change_every_shape(cell: Any) -> None:
    slider(cell, "n").fill("4")
    slider(cell, "h").fill("3")
    shows(cell, n="4", h="3")

    assert set(cell.locator(".shape text").all_text_contents()) == {"(4, 1)", "(3, 1)"}
    assert cell.locator(".looked-into mtext").all_text_contents()[1] == "(3, 4)"
    assert len(table(cell)["Forget gate"]) == 3
    cell.get_by_label("Show the four as one product").check()
    cell.get_by_text("4h = 12: (12, 4) and (12, 3)").wait_for()


def test_a_gate_in_the_drawing_and_a_step_in_the_table_can_be_chosen(cell: Any) -> None:
    cell.locator("[data-look=o]").click()
    shows(cell, part="o")
    cell.get_by_role("link", name="5", exact=True).click()
    shows(cell, t="5")

    assert cell.locator(".looked-into .title").inner_text().split()[-2:] == ["Output", "gate"]
    assert cell.get_by_role("group", name="Input at step 5").is_visible()
    assert cell.get_by_role("radio", name="Output gate").is_checked()


def test_back_and_forward_show_what_was_shown(cell: Any) -> None:
    moved(cell, "fb1", "-4")
    moved(cell, "fb1", "-3")  # the same slider: no entry of its own
    moved(cell, "t", "5")

    cell.go_back()
    shows(cell, t="3", fb1="-3")
    cell.go_back()
    shows(cell, t="3", fb1="4")
    assert slider(cell, "fb1").input_value() == "4"
    cell.go_forward()
    shows(cell, fb1="-3")
    assert slider(cell, "fb1").input_value() == "-3"


def test_a_link_shows_the_same_cell_to_someone_else(cell: Any, new_context: Any) -> None:
    moved(cell, "fb1", "2.35")
    link = cell.get_by_role("link", name="Link to this cell").evaluate("link => link.href")

    other = new_context().new_page()
    other.goto(link)

    assert (query(other), table(other)) == (query(cell), table(cell))


def test_the_lesson_keeps_the_cell_in_its_own_address(page: Any, live_server: Any) -> None:
    page.goto(f"{live_server.url}/lesson/lstm-architecture/")
    moved(page, "fb1", "-3")

    page.reload()

    assert page.url.startswith(f"{live_server.url}/lesson/lstm-architecture/?")
    assert query(page)["fb1"] == "-3"


# Predict, then reveal


def test_nothing_moves_before_a_prediction(cell: Any) -> None:
    cell.get_by_label("Hold my changes").check()
    cell.get_by_role("button", name="Reveal").wait_for()
    before = table(cell)
    assert before["Forget gate"][0][2:] == ["0.0180", "?", "?", "?"]

    slider(cell, "t").fill("4")
    cell.get_by_text("Changed, and not yet shown.", exact=True).wait_for()
    cell.wait_for_timeout(300)
    assert (table(cell), query(cell)["t"]) == (before, "3")

    slider(cell, "guess").fill("0.9")
    cell.get_by_role("button", name="Reveal").click()
    shows(cell, t="4")

    verdict = "You said 0.9, and it is 0.982: 0.082 more than you said."
    assert cell.locator(".verdict").inner_text() == verdict
    said(cell, verdict)
    assert cell.locator(".guess").count() == 1
    assert "guess" not in cell.url


def test_another_part_may_be_looked_at_while_a_change_is_held_back(cell: Any) -> None:
    cell.get_by_label("Hold my changes").check()
    cell.get_by_role("button", name="Reveal").wait_for()
    slider(cell, "t").fill("4")

    cell.get_by_role("radio", name="Cell state").check()
    cell.get_by_label("Cell state: what you expect").wait_for()

    assert (query(cell)["t"], slider(cell, "t").input_value()) == ("3", "4")
    assert cell.get_by_text("Changed, and not yet shown.", exact=True).is_visible()
    cell.get_by_role("button", name="Reveal").click()
    shows(cell, t="4")
    assert "it is 0.9126" in cell.locator(".verdict").inner_text()


# Behind a question


def test_a_finished_question_is_gone_on_with_in_its_own_cell(
    page: Any, live_server: Any, as_alice: Client, alice: AbstractBaseUser
) -> None:
    session = a_session(alice, a_published_item("whole-step"), tries=1)
    key = session.variant.format.show(session.variant.key)
    page.context.add_cookies([{"name": "session", "value": as_alice.cookies["session"].value, "url": live_server.url}])
    page.goto(f"{live_server.url}/attempts/{session.attempt_id}/items/1/")
    page.get_by_role("textbox").fill("0.999")
    page.get_by_role("button", name="Check").click()

    opened = page.get_by_role("link", name="See it in the living cell")
    opened.focus()
    page.keyboard.press("Enter")
    page.locator(".heat").wait_for()
    assert page.evaluate("document.activeElement.ariaLabel") == "Living cell"
    assert abs(float(column(page, "Hidden state", 1)[0].replace("−", "-")) - float(key)) < 1e-4
    page.get_by_role("radio", name="Output gate").check()
    shows(page, part="o")
    slider(page, "ob1").fill("-8")
    shows(page, ob1="-8")

    assert abs(float(column(page, "Hidden state", 1)[0].replace("−", "-"))) < 0.05
    assert page.url == f"{live_server.url}/attempts/{session.attempt_id}/items/1/"
    assert page.locator(".key dd").last.inner_text() == key


# For everyone


def tab_to(page: Any, name: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if (
            page.evaluate("document.activeElement.name") == name
            or page.evaluate("document.activeElement.innerText") == name
        ):
            return
    raise AssertionError(f"no Tab leads to {name!r}")


def test_it_is_worked_by_keys_alone(cell: Any) -> None:
    tab_to(cell, "Keep")
    cell.keyboard.press("Enter")
    shows(cell, fb1="6")
    tab_to(cell, "t")
    cell.keyboard.press("ArrowRight")
    shows(cell, t="4")
    assert cell.evaluate("document.activeElement.name") == "t"  # the focus stays where it was
    tab_to(cell, "part")
    cell.keyboard.press("ArrowRight")
    shows(cell, part="i")
    tab_to(cell, "h")
    cell.keyboard.press("ArrowRight")
    shows(cell, h="2")
    assert cell.evaluate("document.activeElement.name") == "h"
    tab_to(cell, "ib2")
    cell.keyboard.press("ArrowLeft")
    shows(cell, ib2="-0.05")
    tab_to(cell, "predict")
    cell.keyboard.press("Space")
    shows(cell, predict="1")
    tab_to(cell, "guess")
    cell.keyboard.press("Home")
    tab_to(cell, "Reveal")
    cell.keyboard.press("Enter")

    cell.get_by_text(re.compile("You said 0, and it is 0.0025")).first.wait_for()


def test_it_works_without_javascript(new_context: Any, live_server: Any) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/lesson/lstm-architecture/")
    page.get_by_role("link", name="Keep", exact=True).click()
    page.locator("[name=t]").fill("2")
    page.get_by_label("Output gate").check()
    page.locator("[name=n]").fill("3")
    page.get_by_role("button", name="Show").click()

    assert page.url.startswith(f"{live_server.url}/cell/?")
    assert (query(page)["n"], query(page)["t"], query(page)["part"]) == ("3", "2", "o")
    assert page.locator("[name=oF13]").is_visible()
    page.get_by_label("Hold my changes").check()
    page.get_by_role("button", name="Show").click()
    page.get_by_role("button", name="Reveal").click()
    assert page.locator(".verdict").inner_text().startswith("You said 0.5, and it is 0.9975")


@pytest.mark.parametrize(("motion", "time"), [("reduce", "0s"), ("no-preference", "0.3s, 0.3s")])
def test_bars_move_only_for_those_who_like_it(new_context: Any, live_server: Any, motion: str, time: str) -> None:
    page = new_context(reduced_motion=motion).new_page()
    page.goto(f"{live_server.url}/cell/")

    assert page.locator(".gauge .fill").first.evaluate("bar => getComputedStyle(bar).transitionDuration") == time


def test_too_many_changes_are_told_and_made_up_for(cell: Any) -> None:
    refusals = iter([{"status": 429, "headers": {"Retry-After": "1"}, "body": "later"}] * 2)

    def refuse_twice(route: Any) -> None:
        refusal = next(refusals, None)
        route.fulfill(**refusal) if refusal else route.continue_()

    cell.route("**/cell/run*", refuse_twice)
    slider(cell, "fb1").fill("-3")

    said(cell, "Many changes at once")
    shows(cell, fb1="-3")
    said(cell, "Step 3.")


def test_no_connection_is_told(cell: Any) -> None:
    cell.context.set_offline(True)

    slider(cell, "fb1").fill("-3")

    said(cell, "The server could not be reached")
