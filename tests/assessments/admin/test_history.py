"""What happened is looked at and never touched, by superusers neither."""

from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from assessments.models import Attempt, ItemSession, Response, Revision
from tests.factories import a_learner, a_session, answered, transposed

pytestmark = pytest.mark.django_db
KEPT = (Revision, Attempt, ItemSession, Response)


@pytest.fixture
def learner() -> AbstractBaseUser:
    learner = a_learner("ada")
    session = a_session(learner)
    answered(session, transposed(session))
    return learner


def address(model: type[Model], page: str, *args: Any) -> str:
    return reverse(f"admin:assessments_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", KEPT)
@pytest.mark.parametrize("where", ["change", "delete", "history"])
def test_pages_only_show(as_tess: Client, learner: AbstractBaseUser, model: type[Model], where: str) -> None:
    status = as_tess.get(address(model, where, model.objects.get().pk)).status_code

    assert status == {"change": 200, "delete": 403, "history": 200}[where]


@pytest.mark.parametrize("model", KEPT)
@pytest.mark.parametrize("where", ["change", "delete"])
def test_nothing_is_changed_by_a_direct_post(
    as_tess: Client, learner: AbstractBaseUser, model: type[Model], where: str
) -> None:
    before = model.objects.values().get()

    response = as_tess.post(address(model, where, before["id"]), {"score": "1", "note": "Mine.", "post": "yes"})

    # An attempt's page has a form of its own, for points by hand; it is shown again, as its reason is missing.
    refused = 200 if (model, where) == (Attempt, "change") else 403
    assert (response.status_code, model.objects.values().get()) == (refused, before)


@pytest.mark.parametrize("model", KEPT)
def test_nothing_is_added(as_tess: Client, learner: AbstractBaseUser, model: type[Model]) -> None:
    response = as_tess.post(address(model, "add"), {"score": "1"})

    assert (response.status_code, model.objects.count()) == (403, 1)


@pytest.mark.parametrize("model", KEPT)
def test_nothing_is_deleted_from_the_list(as_tess: Client, learner: AbstractBaseUser, model: type[Model]) -> None:
    chosen = {"action": "delete_selected", "_selected_action": model.objects.get().pk, "post": "yes"}

    as_tess.post(address(model, "changelist"), chosen)

    assert model.objects.count() == 1


def test_a_learner_with_attempts_is_not_deleted_with_them(as_tess: Client, learner: AbstractBaseUser) -> None:
    response = as_tess.post(reverse("admin:auth_user_delete", args=[learner.pk]), {"post": "yes"})

    assert (response.status_code, Attempt.objects.count(), Response.objects.count()) == (403, 1, 1)
