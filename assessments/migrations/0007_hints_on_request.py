from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0006_practice_in_focus"),
    ]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="hints_after",
            field=models.PositiveSmallIntegerField(
                db_default=1,
                default=1,
                help_text="Answers to a variant before its hint can be asked for, where hints are told at once.",
            ),
        ),
        migrations.AddField(
            model_name="itemsession",
            name="hints_used",
            field=models.PositiveSmallIntegerField(db_default=0, default=0, help_text="Hints that were asked for."),
        ),
    ]
