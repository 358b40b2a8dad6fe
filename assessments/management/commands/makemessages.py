"""Django's own command, which here also collects what the engine says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar

from django.core.management.commands import makemessages

DATE = re.compile(r'^"POT-Creation-Date: .*\n', re.MULTILINE)


class Command(makemessages.Command):
    xgettext_options: ClassVar[list[str]] = [
        *makemessages.Command.xgettext_options,
        "--keyword=Said",
        "--keyword=Fault",
        "--keyword=counted:1,2",
    ]

    def write_po_file(self, potfile: str, locale: str) -> None:
        """Without the date, so that nothing changes where no string has."""
        super().write_po_file(potfile, locale)
        catalogue = Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po"
        catalogue.write_text(DATE.sub("", catalogue.read_text("utf-8")), "utf-8")
