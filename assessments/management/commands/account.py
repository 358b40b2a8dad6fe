from __future__ import annotations

import json
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.timezone import now

from assessments.services.accounts import erasing, helping
from assessments.services.accounts.own_data import everything_about


class Command(BaseCommand):
    help = "Help someone who cannot get in, or shut out someone who should not be in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="by which they log in")
        acts = parser.add_mutually_exclusive_group(required=True)
        acts.add_argument("--new-password", action="store_true", help="an address where they choose one, once")
        acts.add_argument(
            "--reset-second-factor", action="store_true", help="once you know by other means who they are"
        )
        acts.add_argument("--log-out", action="store_true", help="end all their sessions")
        acts.add_argument("--export", action="store_true", help="everything that is kept about them, as JSON")
        acts.add_argument("--erase", action="store_true", help="what names them goes for good; their answers stay")

    def handle(self, *, name: str, **options: Any) -> None:
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"nobody is called {name}")
        if options["new_password"]:
            self.stdout.write(f"after your own address, for a day: {helping.password_address(user, None, now())}")
        elif options["export"]:
            told = everything_about(user, now())
            self.stdout.write(json.dumps(told, indent=1, ensure_ascii=False, cls=DjangoJSONEncoder))
        elif options["erase"]:
            self.stdout.write(f"erased; what they answered is now of {erasing.erase(user, None, now())}")
        elif options["log_out"]:
            self.stdout.write(f"sessions ended: {helping.log_out(user, None, now())}")
        elif helping.reset_second_factor(user, None, now()):
            self.stdout.write("the second factor is gone; the password alone gets in until there is a new one")
        else:
            raise CommandError(f"{name} has no second factor")
