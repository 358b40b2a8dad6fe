import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0011_tags_and_trials"),
    ]

    operations = [
        migrations.AddField(
            model_name="bank",
            name="course",
            field=models.ForeignKey(
                blank=True,
                help_text="Whose bank it is. Empty: the shared library, which every author may use.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="banks",
                to="assessments.course",
            ),
        ),
    ]
