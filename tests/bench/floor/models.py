from django.conf import settings
from django.db import models


class Attempt(models.Model):
    """A learner's work on one randomised question."""

    learner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    seed = models.CharField(max_length=40)
    submissions = models.IntegerField(default=0)
    best = models.FloatField(default=0)

    def __str__(self) -> str:
        return self.seed


class Response(models.Model):
    """One judged answer, which is what any quiz has to keep."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, db_index=False)
    variant = models.CharField(max_length=16)
    answer = models.CharField(max_length=200)
    score = models.FloatField()
    created = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("attempt", "-id"), name="floor_response_latest"),)

    def __str__(self) -> str:
        return self.answer
