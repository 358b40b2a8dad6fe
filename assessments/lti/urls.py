from django.urls import path

from assessments.lti.choosing import views as choosing
from assessments.lti.inside import desk, opening, pages
from assessments.lti.keys import views as keys
from assessments.lti.launching.launch import launch
from assessments.lti.launching.login import login
from assessments.lti.registering import views as registering

urlpatterns = [
    path("login/", login, name="lti_login"),
    path("login/<uuid:registration_id>", login, name="lti_login_at"),
    path("launch/", launch, name="lti_launch"),
    path("deep-link/", launch, name="lti_deep_link"),
    path("handover/", opening.handover, name="lti_handover"),
    path("jwks/", keys.jwks, name="lti_jwks"),
    path("", registering.connect, name="lti_connect"),
    path("register/", registering.register, name="lti_register"),
    path("canvas.json", registering.canvas, name="lti_canvas"),
    # Within a launch
    path("choose/", choosing.choose, name="lti_choose"),
    path("waiting/", pages.waiting, name="lti_waiting"),
    path("review/", pages.review, name="lti_review"),
    path("desk/", desk.desk, name="lti_desk"),
]
