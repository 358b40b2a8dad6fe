from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from assessments.operations.doctor import LOOK, OK, WRONG, Finding, examine


class Command(BaseCommand):
    help = "Look at what an operator would look at first; fails where something is wrong."
    requires_system_checks = ()  # it tells their findings itself

    def handle(self, **options: Any) -> None:
        styles = {OK: self.style.SUCCESS, LOOK: self.style.WARNING, WRONG: self.style.ERROR}
        findings: list[Finding] = []
        for finding in examine(now()):
            findings.append(finding)
            self.stdout.write(f"{styles[finding.state](f'{finding.state:6}')} {finding.name}: {finding.text}")
        wrong, look = (sum(one.state == state for one in findings) for state in (WRONG, LOOK))
        if wrong:
            raise CommandError(f"{wrong} wrong, {look} to look at")
        self.stdout.write(f"nothing wrong, {look} to look at")
