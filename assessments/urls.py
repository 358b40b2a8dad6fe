from django.contrib import admin
from django.urls import include, path

from assessments.web import health, metrics
from assessments.web.accounts.signing import enter_to_teach

handler403 = "assessments.web.whereabouts.forbidden"
handler500 = "assessments.web.failures.failed"
urlpatterns = [
    path("", include("assessments.web.urls")),
    path("lti/", include("assessments.lti.urls")),
    path("api/v1/", include("assessments.api.urls")),
    path("admin/login/", enter_to_teach, name="login_to_teach"),  # before the admin's own
    path("admin/", admin.site.urls),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
]
