from django.contrib.sessions.backends import cached_db

from assessments.sessions import Lasting


class SessionStore(Lasting, cached_db.SessionStore):
    cache_key_prefix = "assessments.sessions"
