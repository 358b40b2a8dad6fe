from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0013_late_drafts"),
    ]

    operations = [
        migrations.AddField(
            model_name="registration",
            name="frames",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Whose pages may frame ours, between spaces, such as https://school.instructure.com.",
                max_length=1000,
                verbose_name="other origins",
            ),
        ),
        migrations.AddField(
            model_name="resourcelink",
            name="content",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="What the link asks for; names its column, too.",
                max_length=60,
            ),
        ),
    ]
