from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.interchange.incoming import BadFile
from assessments.models import Upload
from assessments.services.exchange.uploads import KEPT, confirm, keep, report_on
from tests.factories import NOW, a_bank, a_learner

pytestmark = pytest.mark.django_db

FILE = ("a.gift", b"::First::How many?{#1}")


def test_a_file_waits_with_what_it_would_do(alice: AbstractBaseUser) -> None:
    upload = keep(a_bank(), alice, FILE, NOW)

    assert report_on(upload).counts() == {"new": 1, "changed": 0, "unchanged": 0, "refused": 0}
    assert upload.bank.items.count() == 0


def test_the_word_takes_it_in_and_the_file_goes(alice: AbstractBaseUser) -> None:
    upload = keep(a_bank(), alice, FILE, NOW)

    confirm(upload, report_on(upload).mark, NOW)

    assert (upload.bank.items.count(), Upload.objects.count()) == (1, 0)


def test_a_file_that_cannot_be_read_is_not_kept(alice: AbstractBaseUser) -> None:
    with pytest.raises(BadFile):
        keep(a_bank(), alice, ("a.gift", b"nothing"), NOW)

    assert not Upload.objects.exists()


def test_each_person_has_one_and_nobody_keeps_it_longer_than_a_day(alice: AbstractBaseUser) -> None:
    bank, carol = a_bank(), a_learner("carol")
    keep(bank, a_learner("old"), FILE, NOW - KEPT - timedelta(seconds=1))
    keep(bank, carol, FILE, NOW)
    keep(bank, alice, FILE, NOW)

    keep(bank, alice, FILE, NOW)

    assert [upload.by for upload in Upload.objects.order_by("by__username")] == [alice, carol]


def test_a_long_name_is_kept_by_its_end(alice: AbstractBaseUser) -> None:
    upload = keep(a_bank(), alice, (f"{'x' * 300}.gift", FILE[1]), NOW)

    assert (len(upload.name), upload.name[-6:]) == (255, "x.gift")
