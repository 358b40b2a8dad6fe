"""A commit that is not yet on the disk is acknowledged."""

from assessments.settings import *  # noqa: F403 -- all but one

OPTIONS = DATABASES["default"]["OPTIONS"]  # noqa: F405 -- of the settings above
for name, safe, unsafe in (
    ("init_command", "synchronous=FULL", "synchronous=NORMAL"),
    ("options", "synchronous_commit=on", "synchronous_commit=off"),
):
    if name in OPTIONS:
        OPTIONS[name] = OPTIONS[name].replace(safe, unsafe)
