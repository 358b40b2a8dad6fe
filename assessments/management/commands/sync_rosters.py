from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from assessments.lti.calling.roster import sync_all


class Command(BaseCommand):
    help = "Fetch the rosters of all courses of LMSs that offer them: for a nightly cron job."

    def handle(self, **options: Any) -> None:
        for context, told in sync_all(now()):
            self.stdout.write(f"{context}: {told}")
