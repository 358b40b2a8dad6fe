"""Regrades, and points set by hand. What a regrade has found is never edited; it goes with its regrade."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FOUND = ("assessments_judgement", "assessments_sessionchange", "assessments_attemptchange")
SQLITE = """
CREATE TRIGGER {table}_immutable BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} rows are never edited'); END
"""
POSTGRESQL = """
CREATE FUNCTION {table}_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{table} rows are never edited' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER {table}_immutable BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_immutable()
"""


def forbid(apps, schema_editor):
    form = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for table in FOUND:
        schema_editor.execute(form.format(table=table), params=None)


def allow(apps, schema_editor):
    for table in FOUND:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {table}_immutable() CASCADE")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_immutable")


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0014_lti_content_and_frames"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="attempt",
            name="override",
            field=models.FloatField(blank=True, help_text="Points set by hand; then no others count.", null=True),
        ),
        migrations.AddField(
            model_name="itemsession",
            name="override",
            field=models.FloatField(blank=True, help_text="Points of this place set by hand.", null=True),
        ),
        migrations.CreateModel(
            name="Regrade",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "chosen",
                    models.JSONField(
                        blank=True, default=list, help_text="Attempts. Empty: all that were submitted by then."
                    ),
                ),
                ("disregard", models.JSONField(blank=True, default=list, help_text="Options that count for nobody.")),
                (
                    "always_correct",
                    models.JSONField(blank=True, default=list, help_text="Options that are right either way."),
                ),
                (
                    "never_lower",
                    models.BooleanField(default=False, help_text="A question that would lose keeps what it has."),
                ),
                ("reason", models.TextField(blank=True, max_length=2000)),
                ("created_at", models.DateTimeField()),
                ("cursor", models.UUIDField(blank=True, help_text="The last attempt that was replayed.", null=True)),
                ("attempts", models.PositiveIntegerField(default=0, help_text="Replayed so far.")),
                ("responses", models.PositiveIntegerField(default=0, help_text="Judged again so far.")),
                (
                    "kept",
                    models.PositiveIntegerField(
                        default=0, help_text="Questions that would have lost, and keep what they have."
                    ),
                ),
                (
                    "planned_at",
                    models.DateTimeField(blank=True, help_text="When the last attempt was replayed.", null=True),
                ),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="regrades",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: every question.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessments.item",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the one that each question was asked by, with today's reference.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessments.revision",
                    ),
                ),
            ],
            options={
                "ordering": ("-created_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("read_as", models.TextField()),
                ("key", models.TextField(help_text="The key it was judged by.")),
                ("score", models.FloatField()),
                (
                    "misconception",
                    models.CharField(blank=True, help_text="The first tag of the diagnosis.", max_length=60),
                ),
                (
                    "diagnosis",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Tags: + joins what went wrong, | what may have.",
                    ),
                ),
                (
                    "parts",
                    models.JSONField(
                        blank=True, help_text="How each part of an answer of several was judged.", null=True
                    ),
                ),
                ("remark", models.TextField(blank=True)),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judgements",
                        to="assessments.response",
                    ),
                ),
                (
                    "regrade",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="judgements", to="assessments.regrade"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("regrade", "response"), name="one_judgement_a_regrade")
                ],
            },
        ),
        migrations.CreateModel(
            name="AttemptChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("old_score", models.FloatField()),
                ("new_score", models.FloatField()),
                ("why", models.TextField()),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="assessments.attempt"
                    ),
                ),
                (
                    "regrade",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempt_changes",
                        to="assessments.regrade",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("regrade", "attempt"), name="one_attempt_change_a_regrade")
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("why", models.TextField()),
                ("old_score", models.FloatField()),
                ("old_earned", models.FloatField()),
                ("old_earlier_best", models.FloatField()),
                ("old_ledger", models.JSONField()),
                ("new_score", models.FloatField()),
                ("new_earned", models.FloatField()),
                ("new_earlier_best", models.FloatField()),
                ("new_ledger", models.JSONField()),
                (
                    "regrade",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="session_changes",
                        to="assessments.regrade",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="assessments.itemsession",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("regrade", "session"), name="one_session_change_a_regrade")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(fields=["assessment", "id"], name="attempt_of_assessment"),
        ),
        migrations.RunPython(forbid, allow, elidable=False),
    ]
