from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from assessments.web import health, metrics
from assessments.web.accounts.signing import login_to_teach

handler403 = "assessments.web.whereabouts.forbidden"
handler500 = "assessments.web.failures.failed"
to_password = RedirectView.as_view(pattern_name="password", http_method_names=["get", "head"])
urlpatterns = [
    path("", include("assessments.web.urls")),
    path("lti/", include("assessments.lti.urls")),
    path("api/v1/", include("assessments.api.urls")),
    path("admin/login/", login_to_teach, name="login_to_teach"),  # these two before the admin's own
    path("admin/password_change/", to_password, name="password_of_staff"),
    path("admin/", admin.site.urls),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
]
