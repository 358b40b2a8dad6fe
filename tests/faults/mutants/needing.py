"""A migration adds a column that has to be filled, and only this release knows of it."""

from django.apps import apps
from django.db import connection
from django.db.models import IntegerField
from django.db.models.signals import post_migrate

from assessments.models import Response

Response.add_to_class("needed", IntegerField(default=0))


def add(**sent: object) -> None:
    with connection.schema_editor() as editor:
        editor.add_field(Response, Response._meta.get_field("needed"))


post_migrate.connect(add, sender=apps.get_app_config(Response._meta.app_label))
