import pytest
from django.test import Client
from django.urls import reverse

from assessments.admin.revision import as_code, proof_of
from assessments.models import Item, Revision
from tests.factories import NOW, a_published_item, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> Item:
    return a_published_item(stem="<b>Which</b> shape?", domains={"input_size": [3], "gate": ["f"]})


def test_the_proof_is_told_in_words(item: Item) -> None:
    assert proof_of(item.current) == "verified 63 of 63 variants"


def test_a_sampled_proof_says_so(item: Item) -> None:
    item.current.verification |= {"space": 10**7, "tried": 50_000, "posable": 49_000, "verified": 49_000}

    assert (
        proof_of(item.current)
        == "verified 49,000 of 49,000 variants (a stratified sample of 50,000 of 10,000,000 points)"
    )


def test_a_revision_shows_exactly_what_was_published(as_tess: Client, item: Item) -> None:
    page = as_tess.get(reverse("admin:assessments_revision_change", args=[item.current.pk])).text

    assert "&lt;b&gt;Which&lt;/b&gt; shape?" in page
    assert item.current.digest in page


def test_the_revisions_of_an_item_are_listed(as_tess: Client, item: Item) -> None:
    a_published_item()

    asked = {"item__id__exact": item.pk}
    shown = as_tess.get(reverse("admin:assessments_revision_changelist"), asked).context["cl"].result_list
    assert list(shown) == [Revision.objects.get(item=item)]


def test_code_is_text() -> None:
    assert as_code({"a": "<i>é"}) == '<pre tabindex="0">{\n  &quot;a&quot;: &quot;&lt;i&gt;é&quot;\n}</pre>'


def test_a_revision_says_what_was_proven_and_what_it_changed(as_tess: Client, item: Item) -> None:
    item.draft = item.draft | {"stem": "Which shape has ${matrix}$?"}
    second = published(item).current

    page = as_tess.get(reverse("admin:assessments_revision_change", args=[second.pk])).context

    assert (str(page["report"]), page["before"].number) == ("verified 63 of 63 variants", 1)
    assert [change.label for change in page["changes"]] == ["Question"]


def test_a_revision_whose_kind_is_gone_is_shown_all_the_same(as_tess: Client, item: Item) -> None:
    facts = {"content": {"kind": "gone-since"}, "digest": "x", "verification": item.current.verification}
    gone = Revision.objects.create(item=item, number=9, published_at=NOW, **facts)

    assert as_tess.get(reverse("admin:assessments_revision_change", args=[gone.pk])).status_code == 200
