from django.apps import AppConfig
from django.core import checks

from assessments.checks import check_databases
from assessments.engine import kind


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self) -> None:
        kind.load()
        checks.register(check_databases, checks.Tags.database)
