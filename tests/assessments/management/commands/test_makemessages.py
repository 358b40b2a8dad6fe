from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.po import entries

SOURCE = """
raise Fault("{text} is no number.", text=text)
Said("Choose one.")
Said.counted("{n} line", "{n} lines", n)
gettext("Right")
print("Not for learners")
"""


@pytest.mark.skipif(not shutil.which("xgettext"), reason="no GNU gettext: xgettext is not on PATH")
def test_what_the_engine_says_is_collected_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    (tmp_path / "locale").mkdir()
    (tmp_path / "module.py").write_text(SOURCE)
    monkeypatch.chdir(tmp_path)
    settings.LOCALE_PATHS = [tmp_path / "locale"]

    call_command("makemessages", locale=["de"], no_location=True, verbosity=0)

    catalogue = (tmp_path / "locale" / "de" / "LC_MESSAGES" / "django.po").read_text()
    assert [entry.source for entry in entries(catalogue)] == [
        ("{text} is no number.",),
        ("Choose one.",),
        ("{n} line", "{n} lines"),
        ("Right",),
    ]
    assert "POT-Creation-Date" not in catalogue
