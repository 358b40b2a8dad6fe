"""The audit trail. Its rows are neither edited nor deleted, whoever asks the database."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLE, TRIGGER = "assessments_event", "assessments_event_kept"
MESSAGE = f"{TABLE} rows are neither edited nor deleted"
SQLITE = """
CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
FUNCTION = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()
"""


def forbid(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for form in (FUNCTION, POSTGRESQL):
            schema_editor.execute(form.format(name=TRIGGER, table=TABLE, message=MESSAGE), params=None)
        return
    for act in ("UPDATE", "DELETE"):
        name = f"{TRIGGER}_{act.lower()}"
        schema_editor.execute(SQLITE.format(name=name, act=act, table=TABLE, message=MESSAGE), params=None)


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION {TRIGGER}() CASCADE")
        return
    for act in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER {TRIGGER}_{act}")


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0009_lti"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "number",
                    models.PositiveBigIntegerField(
                        help_text="Place in the chain, from 1.", primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("verb", models.CharField(max_length=40)),
                ("subject_type", models.CharField(max_length=40)),
                ("subject_id", models.CharField(max_length=40)),
                ("facts_text", models.TextField(help_text="JSON, as it was hashed.")),
                ("previous", models.CharField(help_text="The hash of the event before.", max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Empty: the service itself, or a command.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assessments.course",
                    ),
                ),
            ],
            options={
                "ordering": ("-number",),
                "indexes": [
                    models.Index(fields=["subject_type", "subject_id", "-number"], name="event_subject_latest"),
                    models.Index(fields=["course", "-number"], name="event_course_latest"),
                ],
            },
        ),
        migrations.RunPython(forbid, allow, elidable=False),
    ]
