"""Published revisions and given responses are never edited, whoever asks the database.

Who published a revision may still be forgotten. SQLite drops triggers with a table that a later migration rebuilds;
a test sees to it that they come back.
"""

from django.db import migrations

FIXED = {
    "assessments_revision": ("item_id", "number", "content", "digest", "verification", "published_at"),
    "assessments_response": ("session_id", "intent", "raw", "read_as", "key", "score", "misconception", "created_at"),
}
SQLITE = """
CREATE TRIGGER {table}_immutable BEFORE UPDATE OF {columns} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} rows are never edited'); END
"""
POSTGRESQL = """
CREATE FUNCTION {table}_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{table} rows are never edited' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER {table}_immutable BEFORE UPDATE OF {columns} ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_immutable()
"""


def forbid(apps, schema_editor):
    form = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for table, columns in FIXED.items():
        schema_editor.execute(form.format(table=table, columns=", ".join(columns)), params=None)


def allow(apps, schema_editor):
    for table in FIXED:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {table}_immutable() CASCADE")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_immutable")


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow, elidable=False)]
