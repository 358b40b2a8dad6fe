"""What every page needs, made ready before the first is asked for: else a crowd waits for it after each new start."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import gettext, override


def warm() -> None:
    for language, _ in settings.LANGUAGES:
        with override(language):
            reverse("home")  # addresses are found by language
            gettext("Home")
            localize(0.5)
    for name in pages():
        get_template(name)
    # What is here now stays. Looked through each time that rubbish is sought, it would stop all threads for 0.1 s.
    gc.collect()
    gc.freeze()


def pages() -> Iterator[str]:
    """The teachers' own are left for later: few ask for them at once."""
    for directory in map(Path, settings.TEMPLATES[0]["DIRS"]):
        names = (path.relative_to(directory) for path in sorted(directory.rglob("*")) if path.is_file())
        yield from (str(name) for name in names if "admin" not in name.parts)
