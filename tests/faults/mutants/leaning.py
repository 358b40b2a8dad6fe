"""Every page is counted in the cache, and none is shown where that does not answer."""

from django.core.cache import cache

from assessments.models import Session
from assessments.sessions import Lasting

found = Lasting._get_session_from_db


def counted(store: Lasting) -> Session | None:
    cache.add("pages", 0)
    cache.incr("pages")
    return found(store)


Lasting._get_session_from_db = counted
