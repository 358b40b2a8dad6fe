from django.urls import path

from tests.bench.floor import views

urlpatterns = [path("livez", views.alive), path("quiz/", views.page), path("quiz/answer", views.answer)]
