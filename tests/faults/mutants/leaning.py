"""Whatever the cache does not answer is an error."""

from django.conf import settings

CACHE = settings.CACHES["default"]
CACHE["BACKEND"] = CACHE["BACKEND"].replace("assessments.cache.Spare", "django.core.cache.backends.redis.RedisCache")
