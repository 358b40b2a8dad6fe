import assessments.models.assessment
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0015_regrades"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Group",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ("course", "title"),
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200)),
                ("instructions", models.TextField(blank=True, help_text="Markdown; shown with each of its questions.")),
                ("position", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ("assessment", "position", "pk"),
            },
        ),
        migrations.AlterModelOptions(
            name="slot",
            options={
                "ordering": (
                    "assessment",
                    models.OrderBy(models.F("section__position"), nulls_first=True),
                    "section",
                    "position",
                    "pk",
                )
            },
        ),
        migrations.RemoveConstraint(
            model_name="attempt",
            name="one_open_attempt_an_assessment",
        ),
        migrations.AddField(
            model_name="assessment",
            name="ip_ranges",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="Where questions are shown and answers taken: an address or a range such as 192.0.2.0/24 a line. Empty: everywhere.",
                validators=[assessments.models.assessment.must_be_networks],
                verbose_name="networks",
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="pass_mark",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Per cent of the points that pass. Empty: nobody passes or fails.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)],
            ),
        ),
        migrations.AddField(
            model_name="attempt",
            name="is_preview",
            field=models.BooleanField(
                db_default=False, default=False, help_text="A teacher's look at what learners get: it counts nowhere."
            ),
        ),
        migrations.AddField(
            model_name="slot",
            name="difficulties",
            field=models.JSONField(
                blank=True,
                db_default=models.Value([], models.JSONField()),
                default=list,
                help_text="Draw only items of these.",
                validators=[assessments.models.assessment.must_be_difficulties],
            ),
        ),
        migrations.AddField(
            model_name="slot",
            name="tags",
            field=models.JSONField(
                blank=True,
                db_default=models.Value([], models.JSONField()),
                default=list,
                help_text="Draw only items that have all of these.",
                validators=[assessments.models.assessment.must_be_tags],
            ),
        ),
        migrations.AlterField(
            model_name="accommodation",
            name="learner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="accommodations",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("submitted_at__isnull", True)),
                fields=("learner", "assessment", "is_preview"),
                name="one_open_attempt_or_preview",
            ),
        ),
        migrations.AddField(
            model_name="group",
            name="course",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="groups", to="assessments.course"
            ),
        ),
        migrations.AddField(
            model_name="group",
            name="members",
            field=models.ManyToManyField(blank=True, related_name="course_groups", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="accommodation",
            name="group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="accommodations",
                to="assessments.group",
            ),
        ),
        migrations.AddConstraint(
            model_name="accommodation",
            constraint=models.UniqueConstraint(
                fields=("assessment", "group"), name="one_accommodation_a_group_and_quiz"
            ),
        ),
        migrations.AddConstraint(
            model_name="accommodation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("assessment__isnull", True)),
                fields=("course", "group"),
                name="one_accommodation_a_group_and_course",
            ),
        ),
        migrations.AddConstraint(
            model_name="accommodation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("group__isnull", True), ("learner__isnull", False)),
                    models.Q(("group__isnull", False), ("learner__isnull", True)),
                    _connector="OR",
                ),
                name="accommodation_for_a_learner_or_a_group",
                violation_error_message="Choose either a learner or a group.",
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="assessments.assessment"
            ),
        ),
        migrations.AddField(
            model_name="itemsession",
            name="section",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="assessments.section",
            ),
        ),
        migrations.AddField(
            model_name="slot",
            name="section",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="slots",
                to="assessments.section",
            ),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.UniqueConstraint(fields=("course", "title"), name="group_title_once_a_course"),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.UniqueConstraint(fields=("assessment", "title"), name="section_title_once_a_quiz"),
        ),
    ]
