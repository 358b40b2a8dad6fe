
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0027_erasure_wishes'),
    ]

    operations = [
        migrations.AddField(
            model_name='accommodation',
            name='due_at',
            field=models.DateTimeField(blank=True, help_text="Instead of the quiz's own date. A later closing time alone moves no due date.", null=True),
        ),
        migrations.AddField(
            model_name='attempt',
            name='closes_at',
            field=models.DateTimeField(blank=True, help_text="Where the learner's is not the quiz's own.", null=True),
        ),
        migrations.AddField(
            model_name='attempt',
            name='due_at',
            field=models.DateTimeField(blank=True, help_text="Where the learner's is not the quiz's own.", null=True),
        ),
    ]
