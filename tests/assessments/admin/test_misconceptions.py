import pytest

from assessments.admin.misconceptions import title_of


@pytest.mark.parametrize(
    ("tag", "title"), [("transposed", "Rows and columns changed places"), ("long-gone", "long-gone")]
)
def test_a_tag_is_called_by_its_title(tag: str, title: str) -> None:
    assert title_of(tag) == title
