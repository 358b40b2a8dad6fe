from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.queries.events import breaks, latest_event, whole_chain


class Command(BaseCommand):
    help = (
        "Check the audit trail: every event is as it was written and follows the one before. The last line names the "
        "last event with its hash; kept elsewhere, it also tells whether events were cut off the end."
    )

    def handle(self, **options: Any) -> None:
        found = list(breaks(whole_chain()))
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise CommandError(f"the audit trail is broken in {len(found)} places")
        last = latest_event()
        self.stdout.write(f"{last.number:,} events, whole; the last is {last.hash}" if last else "no events yet")
