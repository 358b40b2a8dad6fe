from assessments.settings import *  # noqa: F403 -- all of them, and a mutant

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.mutants.apps.Mutant"]  # noqa: F405 -- of the settings above
