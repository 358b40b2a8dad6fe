"""The way of a file in and out, in a real browser, where axe looks at every page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse

from tests.factories import PASSWORD, THREE_SHAPES, a_bank, a_published_item
from tests.flows.test_axe import LOOKS, barriers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.once]

FILE = """\
::First::How many?{#1}

::Second::Who?{=nobody}

[html]<img src="a.png">Which?{=a ~b}
"""


def test_a_file_goes_in_and_another_comes_out(
    page: Any, live_server: Any, tess: AbstractBaseUser, tmp_path: Path
) -> None:
    bank = a_bank(title="Gates")
    a_published_item(bank=bank, **THREE_SHAPES)
    (tmp_path / "a.gift").write_text(FILE)
    page.goto(
        f"{live_server.url}{reverse('admin:login')}?next={reverse('admin:assessments_bank_import', args=[bank.pk])}"
    )
    page.get_by_label("Name", exact=True).fill(tess.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()

    found = [one for look in LOOKS for one in barriers(page, look)]
    page.get_by_label("A file of questions").set_input_files(tmp_path / "a.gift")
    page.get_by_role("button", name="Read the file").click()
    page.get_by_text("Question by question").wait_for()
    found += [one for look in LOOKS for one in barriers(page, look)]
    page.get_by_role("button", name="Take them in").click()
    page.get_by_text("Taken in as drafts: 2 new, 0 changed.").wait_for()
    page.goto(f"{live_server.url}{reverse('admin:assessments_bank_export', args=[bank.pk])}")
    found += [one for look in LOOKS for one in barriers(page, look)]
    page.get_by_label("GIFT").check()
    page.get_by_role("button", name="Download").click()
    page.get_by_text("2 questions stay behind").wait_for()
    found += [one for look in LOOKS for one in barriers(page, look)]
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the rest").click()

    assert found == [], "\n".join(found)
    assert Path(download.value.path()).read_text().count("[id:") == 3
