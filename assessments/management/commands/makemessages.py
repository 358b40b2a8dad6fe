"""Django's own command, which here also collects what the engine says."""

from __future__ import annotations

from typing import ClassVar

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    xgettext_options: ClassVar[list[str]] = [
        *makemessages.Command.xgettext_options,
        "--keyword=Said",
        "--keyword=Fault",
        "--keyword=counted:1,2",
    ]
