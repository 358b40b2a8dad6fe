"""An answer that comes a second time counts a second time."""

from assessments.settings import *  # noqa: F403 -- all but one

MIDDLEWARE = [*MIDDLEWARE, "tests.faults.mutants.forgetting.forgetting"]  # noqa: F405 -- of the settings above
