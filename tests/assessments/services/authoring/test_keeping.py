from __future__ import annotations

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.engine.proving.trials import MOST
from assessments.models import Event, Item
from assessments.services.authoring.keeping import keep_answer
from assessments.services.errors import Refused
from tests.factories import NOW, an_item

pytestmark = pytest.mark.django_db

AT = {"input_size": "3", "hidden_size": "2", "gate": "f"}


def test_an_answer_is_kept_with_what_it_earns_and_is_told_as(tess: AbstractBaseUser) -> None:
    item = an_item()

    keep_answer(item, "(3, 2)", AT, tess, NOW)

    assert Item.objects.get().trials == [{"answer": "(3, 2)", "score": 0.0, "tag": "transposed", "at": AT}]
    assert [(event.verb, event.facts["parts"]) for event in Event.objects.all()] == [("write draft", ["trials"])]


@pytest.mark.parametrize(
    ("answer", "kept", "why"),
    [
        ("{key}", [{"answer": "{key}", "score": 1.0, "tag": "", "at": AT}], "kept already"),
        ("{nothing}", [], "Not kept: nothing fills"),
        ("(2, 3)", [{"answer": f"({n}, 9)", "score": 0} for n in range(MOST)], f"at most {MOST}"),
    ],
)
def test_what_is_not_kept_says_why(tess: AbstractBaseUser, answer: str, kept: list[object], why: str) -> None:
    item = an_item()
    Item.objects.update(trials=kept)
    item.refresh_from_db()

    with pytest.raises(Refused) as refused:
        keep_answer(item, answer, AT, tess, NOW)

    assert why in " ".join([str(refused.value), *getattr(refused.value, "faults", [])])
    assert Item.objects.get().trials == kept
