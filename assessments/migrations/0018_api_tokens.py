
import assessments.models.api.token
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0017_uploads'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(help_text='What uses it.', max_length=200)),
                ('scopes', models.JSONField(validators=[assessments.models.api.token.must_be_scopes])),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('beginning', models.CharField(help_text='Its first characters, to know it by.', max_length=12)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('used_at', models.DateTimeField(blank=True, help_text='Last used, give or take an hour.', null=True)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to='assessments.course')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'API token',
                'ordering': ('-created_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='ApiReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200)),
                ('request', models.CharField(help_text='Digest of what was asked.', max_length=64)),
                ('at', models.DateTimeField()),
                ('status', models.PositiveSmallIntegerField(help_text='Empty: still being worked on.', null=True)),
                ('headers', models.JSONField(default=dict)),
                ('body', models.TextField(blank=True)),
                ('token', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='assessments.apitoken')),
            ],
            options={
                'indexes': [models.Index(fields=['token', 'at'], name='reply_of_token_by_age')],
                'constraints': [models.UniqueConstraint(fields=('token', 'key'), name='one_reply_a_key')],
            },
        ),
    ]
