import os
from importlib import import_module

from django.apps import AppConfig


class Mutant(AppConfig):
    """After all models are there, and before anything is asked of the service."""

    name = "tests.faults.mutants"
    label = "mutant"

    def ready(self) -> None:
        import_module(f"{self.name}.{os.environ['MUTANT']}")
