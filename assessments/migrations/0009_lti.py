import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0008_problem_reports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="origin",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="The quiz that this one was copied from into the course of an LMS.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="copies",
                to="assessments.assessment",
            ),
        ),
        migrations.AddField(
            model_name="attempt",
            name="reported",
            field=models.BooleanField(db_default=False, default=False, help_text="Its score goes to an LMS."),
        ),
        migrations.AddField(
            model_name="membership",
            name="active",
            field=models.BooleanField(
                db_default=True, default=True, help_text="Off: left the course; what was done stays."
            ),
        ),
        migrations.CreateModel(
            name="Deployment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("deployment_id", models.CharField(max_length=255, verbose_name="deployment ID")),
                ("title", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting for approval"),
                            ("approved", "Approved"),
                            ("off", "Switched off"),
                        ],
                        default="pending",
                        max_length=10,
                    ),
                ),
                ("first_seen_at", models.DateTimeField(auto_now_add=True)),
                (
                    "offers",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Courses whose quizzes its teachers may place, beside their own and those open to all.",
                        related_name="deployments",
                        to="assessments.course",
                    ),
                ),
            ],
            options={
                "ordering": ("registration", "deployment_id"),
            },
        ),
        migrations.CreateModel(
            name="Context",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("context_id", models.CharField(max_length=255)),
                ("title", models.CharField(blank=True, max_length=200)),
                (
                    "history",
                    models.JSONField(blank=True, default=list, help_text="The contexts that it was copied from."),
                ),
                ("roster_url", models.CharField(blank=True, max_length=2000)),
                ("roster_synced_at", models.DateTimeField(blank=True, null=True)),
                ("roster_fault", models.CharField(blank=True, max_length=300)),
                (
                    "course",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="context", to="assessments.course"
                    ),
                ),
                (
                    "deployment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contexts",
                        to="assessments.deployment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LtiUser",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sub", models.CharField(max_length=255)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lti", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ContextMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=10)),
                ("active", models.BooleanField(default=True)),
                (
                    "context",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="assessments.context"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="assessments.ltiuser",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Passback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("sent", "Sent"), ("parked", "Parked")],
                        default="sent",
                        max_length=10,
                    ),
                ),
                (
                    "wanted",
                    models.PositiveIntegerField(default=0, help_text="How often a score was handed in for sending."),
                ),
                ("sent", models.PositiveIntegerField(default=0, help_text="Which of them the platform has.")),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                (
                    "busy_until",
                    models.DateTimeField(blank=True, help_text="A sender has it until then, if it lives.", null=True),
                ),
                (
                    "tries",
                    models.PositiveIntegerField(default=0, help_text="That failed, since the last that did not."),
                ),
                ("failing_since", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "last_timestamp",
                    models.DateTimeField(
                        blank=True, help_text="Of the latest score sent; the next is later.", null=True
                    ),
                ),
                ("score", models.FloatField(blank=True, null=True)),
                ("maximum", models.FloatField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="passbacks", to="assessments.ltiuser"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("score", models.FloatField()),
                ("maximum", models.FloatField()),
                ("status", models.PositiveSmallIntegerField(help_text="Of the answer; 0: there was none.")),
                ("outcome", models.CharField(max_length=20)),
                ("detail", models.CharField(blank=True, max_length=300)),
                (
                    "passback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="assessments.passback",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
                "ordering": ("-at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "title",
                    models.CharField(
                        help_text="What teachers call it, such as “Moodle of the university”.", max_length=200
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("pending", "Waiting for approval"), ("active", "Active"), ("off", "Switched off")],
                        default="active",
                        max_length=10,
                    ),
                ),
                (
                    "issuer",
                    models.CharField(help_text="Also “platform ID”; compared letter by letter.", max_length=255),
                ),
                ("client_id", models.CharField(max_length=255, verbose_name="client ID")),
                ("auth_url", models.URLField(max_length=500, verbose_name="authentication URL")),
                (
                    "token_url",
                    models.URLField(
                        blank=True, help_text="Empty: no scores, no roster.", max_length=500, verbose_name="token URL"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        blank=True, help_text="Of tokens; empty: the token URL (D2L differs).", max_length=500
                    ),
                ),
                ("jwks_url", models.URLField(max_length=500, verbose_name="key set URL")),
                (
                    "allows_anonymous",
                    models.BooleanField(
                        default=False,
                        help_text="Launches without a person are shown a preview rather than turned away.",
                    ),
                ),
                (
                    "update_url",
                    models.URLField(
                        blank=True, help_text="Where a registration made by itself is updated.", max_length=500
                    ),
                ),
                (
                    "key_set",
                    models.JSONField(blank=True, default=dict, help_text="The last good one that was fetched."),
                ),
                ("key_set_at", models.DateTimeField(blank=True, null=True)),
                ("key_set_asked_at", models.DateTimeField(blank=True, null=True)),
                ("registered_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ("title",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issuer", "client_id"), name="one_registration_an_issuer_and_client"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="ltiuser",
            name="registration",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="people", to="assessments.registration"
            ),
        ),
        migrations.CreateModel(
            name="Login",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state_hash", models.CharField(max_length=64, unique=True)),
                ("nonce_hash", models.CharField(max_length=64)),
                ("target", models.CharField(max_length=2000)),
                (
                    "hints",
                    models.JSONField(default=dict, help_text="What the platform sent along, for starting again."),
                ),
                ("created_at", models.DateTimeField(db_index=True)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="logins",
                        to="assessments.registration",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                (
                    "issuer",
                    models.CharField(
                        blank=True, help_text="The only platform that may use it; empty: any.", max_length=255
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "registration",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: for a new one.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="assessments.registration",
                    ),
                ),
            ],
            options={
                "ordering": ("-created_at",),
            },
        ),
        migrations.AddField(
            model_name="deployment",
            name="registration",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="deployments", to="assessments.registration"
            ),
        ),
        migrations.CreateModel(
            name="ResourceLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("link_id", models.CharField(max_length=255)),
                ("title", models.CharField(blank=True, max_length=255)),
                (
                    "is_copy",
                    models.BooleanField(default=False, help_text="Made by copying a course; results started empty."),
                ),
                (
                    "sends",
                    models.CharField(
                        choices=[
                            ("told", "As soon as the learner may know the score"),
                            ("submitted", "Once an attempt is submitted"),
                            ("never", "Never"),
                        ],
                        default="told",
                        max_length=10,
                        verbose_name="scores are sent",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "bank",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="assessments.bank",
                    ),
                ),
                (
                    "context",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="assessments.context"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="passback",
            name="link",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="passbacks", to="assessments.resourcelink"
            ),
        ),
        migrations.CreateModel(
            name="LineItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "container_url",
                    models.CharField(blank=True, help_text="Where the context's columns are listed.", max_length=2000),
                ),
                ("scopes", models.JSONField(default=list)),
                ("url", models.CharField(blank=True, help_text="Empty: not found or made yet.", max_length=2000)),
                ("declared", models.BooleanField(default=False, help_text="Named by the platform at launch.")),
                (
                    "busy_until",
                    models.DateTimeField(blank=True, help_text="Somebody is looking for it, or making it.", null=True),
                ),
                (
                    "link",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="line_item",
                        to="assessments.resourcelink",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Launch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True)),
                ("message", models.CharField(blank=True, max_length=60)),
                (
                    "refusal",
                    models.CharField(
                        blank=True, help_text="The check that turned it away; empty: let in.", max_length=60
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=300)),
                (
                    "ticket_used_at",
                    models.DateTimeField(blank=True, help_text="When it moved to a window of its own.", null=True),
                ),
                (
                    "deployment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="launches",
                        to="assessments.deployment",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="launches",
                        to="assessments.registration",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.resourcelink",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "launches",
                "ordering": ("-at",),
            },
        ),
        migrations.CreateModel(
            name="ToolKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kid", models.CharField(help_text="Its thumbprint by RFC 7638.", max_length=64, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("next", "Next"), ("active", "Active"), ("retired", "Retired")],
                        default="next",
                        max_length=10,
                    ),
                ),
                ("public", models.JSONField()),
                ("private", models.TextField(help_text="PEM, locked by the secret key.")),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(help_text="Since when it is in this state.")),
            ],
            options={
                "ordering": ("-made_at",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("next", "active"))),
                        fields=("state",),
                        name="one_key_next_and_one_active",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="context",
            constraint=models.UniqueConstraint(fields=("deployment", "context_id"), name="one_context_a_deployment"),
        ),
        migrations.AddConstraint(
            model_name="contextmember",
            constraint=models.UniqueConstraint(fields=("context", "person"), name="one_member_a_context"),
        ),
        migrations.AddConstraint(
            model_name="ltiuser",
            constraint=models.UniqueConstraint(fields=("registration", "sub"), name="one_person_a_registration"),
        ),
        migrations.AddConstraint(
            model_name="deployment",
            constraint=models.UniqueConstraint(
                fields=("registration", "deployment_id"), name="one_deployment_a_registration"
            ),
        ),
        migrations.AddConstraint(
            model_name="resourcelink",
            constraint=models.UniqueConstraint(fields=("context", "link_id"), name="one_link_a_context"),
        ),
        migrations.AddConstraint(
            model_name="resourcelink",
            constraint=models.CheckConstraint(
                condition=models.Q(("assessment__isnull", True), ("bank__isnull", True), _connector="OR"),
                name="link_leads_to_a_quiz_or_a_bank",
            ),
        ),
        migrations.AddIndex(
            model_name="passback",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["due_at"], name="passback_waiting_by_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="passback",
            constraint=models.UniqueConstraint(fields=("link", "person"), name="one_passback_a_link_and_person"),
        ),
    ]
