import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection
from django.utils.timezone import now

from assessments.models import Bank, Item, Revision

IMMUTABLE = ("revision", "response", "judgement", "sessionchange", "attemptchange")


@pytest.fixture
def revision(db: None) -> Revision:
    bank = Bank.objects.create(slug="bank", title="Bank")
    item = Item.objects.create(bank=bank, slug="item", title="Item", kind="feed-forward-shape")
    proof = {"posable": 1}
    return Revision.objects.create(item=item, number=1, content={}, digest="0", verification=proof, published_at=now())


@pytest.mark.parametrize("column", ["content", "digest", "verification"])
def test_the_database_refuses_to_edit_a_revision(revision: Revision, column: str) -> None:
    with pytest.raises(IntegrityError, match="never edited"):
        Revision.objects.filter(pk=revision.pk).update(**{column: {"edited": True}})


def test_who_published_may_be_forgotten(revision: Revision, django_user_model: type[User]) -> None:
    someone = django_user_model.objects.create_user("someone")
    Revision.objects.filter(pk=revision.pk).update(published_by=someone)

    someone.delete()

    revision.refresh_from_db()
    assert revision.published_by is None


def test_every_table_that_is_never_edited_has_its_trigger(db: None) -> None:
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(names[connection.vendor])
        found = {name for (name,) in cursor.fetchall()}

    immutable = {f"assessments_{name}_immutable" for name in IMMUTABLE}
    kept = "assessments_event_kept"
    events = {"sqlite": {f"{kept}_update", f"{kept}_delete"}, "postgresql": {kept}}
    assert found == immutable | events[connection.vendor]
