import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assessments.settings")
application = get_wsgi_application()

from assessments.web.warming import warm  # noqa: E402 -- once Django is set up

warm()
