from django.apps import AppConfig
from django.core import checks

from assessments.checks import check_databases
from assessments.engine import kind
from assessments.interchange import codecs


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self) -> None:
        # At the start, so that nobody meets a registry that is filled by half.
        kind.load()
        codecs.load()
        checks.register(check_databases, checks.Tags.database)
