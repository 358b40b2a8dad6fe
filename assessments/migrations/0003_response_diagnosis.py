"""Responses keep all that may have gone wrong, and how each part was judged; older ones have their one tag.

The triggers go first and come back around the new columns: SQLite would lose them with the table that it rebuilds.
"""

from django.db import migrations, models

NAME = "assessments_response_immutable"
BEFORE = ("session_id", "intent", "raw", "read_as", "key", "score", "misconception", "created_at")
AFTER = (*BEFORE, "remark", "diagnosis", "parts")
SQLITE = """
CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON assessments_response
BEGIN SELECT RAISE(ABORT, 'assessments_response rows are never edited'); END
"""
POSTGRESQL = """
CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON assessments_response FOR EACH ROW EXECUTE FUNCTION {name}()
"""


def forbid(schema_editor, columns):
    form = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    schema_editor.execute(form.format(name=NAME, columns=", ".join(columns)), params=None)


def allow(apps, schema_editor):
    table = " ON assessments_response" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER {NAME}{table}")


def forbid_before(apps, schema_editor):
    forbid(schema_editor, BEFORE)


def forbid_after(apps, schema_editor):
    forbid(schema_editor, AFTER)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0002_immutable_rows")]
    operations = [
        migrations.RunPython(allow, forbid_before, elidable=False),
        migrations.AddField(
            model_name="response",
            name="diagnosis",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="Tags: + joins what went wrong, | what may have.",
            ),
        ),
        migrations.AddField(
            model_name="response",
            name="parts",
            field=models.JSONField(
                blank=True, help_text="How each part of an answer of several was judged.", null=True
            ),
        ),
        migrations.AlterField(
            model_name="response",
            name="misconception",
            field=models.CharField(blank=True, help_text="The first tag of the diagnosis.", max_length=60),
        ),
        migrations.AlterField(
            model_name="itemsession",
            name="latest",
            field=models.TextField(blank=True, help_text="The last readable answer, as read."),
        ),
        migrations.RunPython(forbid_after, allow, elidable=False),
    ]
