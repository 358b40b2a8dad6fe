from django.contrib.sessions.backends import db

from assessments.sessions import Lasting


class SessionStore(Lasting, db.SessionStore):
    pass
