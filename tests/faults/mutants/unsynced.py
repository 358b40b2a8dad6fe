"""A commit that is not yet on the disk is acknowledged."""

from django.conf import settings

OPTIONS = settings.DATABASES["default"]["OPTIONS"]
for name, safe, unsafe in (
    ("init_command", "synchronous=FULL", "synchronous=NORMAL"),
    ("options", "synchronous_commit=on", "synchronous_commit=off"),
):
    if name in OPTIONS:
        OPTIONS[name] = OPTIONS[name].replace(safe, unsafe)
