from django.apps import AppConfig
from django.core import checks

from assessments.checks import check_databases


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self) -> None:
        checks.register(check_databases, checks.Tags.database)
