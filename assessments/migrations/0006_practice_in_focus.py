from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0005_exams"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="attempt",
            name="attempt_at_an_assessment_or_a_bank",
        ),
        migrations.RemoveConstraint(
            model_name="attempt",
            name="one_open_practice_a_bank",
        ),
        migrations.AddField(
            model_name="attempt",
            name="focus",
            field=models.CharField(
                blank=True, db_default="", default="", help_text="Practice: of one skill, or a review.", max_length=60
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("assessment__isnull", False), ("bank__isnull", True), ("focus", "")),
                    models.Q(("assessment__isnull", True), ("bank__isnull", False)),
                    models.Q(("assessment__isnull", True), ("bank__isnull", True), ("focus", "review")),
                    _connector="OR",
                ),
                name="attempt_at_an_assessment_or_a_bank_or_a_review",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("submitted_at__isnull", True)),
                fields=("learner", "bank", "focus"),
                name="one_open_practice_a_bank_and_focus",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("assessment__isnull", True), ("bank__isnull", True), ("submitted_at__isnull", True)
                ),
                fields=("learner",),
                name="one_open_review",
            ),
        ),
    ]
