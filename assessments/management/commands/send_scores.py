from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assessments.lti.calling.sending import SENDERS, send_all


class Command(BaseCommand):
    help = "Send the scores that are due to the gradebooks of LMSs, then stop: for a cron job. The worker does it, too."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--senders", type=int, default=SENDERS, help=f"at once (default {SENDERS})")

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"tried to send {send_all(options['senders'])}")
