from __future__ import annotations

import pytest
from django.core.cache import cache

from assessments.models import Course, Item
from tests.assessments.api.programs import Program
from tests.factories import a_bank, a_course, a_member, an_item, published


@pytest.fixture(autouse=True)
def _full_budgets() -> None:
    cache.clear()


@pytest.fixture
def course(db: None) -> Course:
    return a_course(slug="ours", title="Ours", open_to_all=False)


@pytest.fixture
def program(course: Course) -> Program:
    """An instructor's, with every scope."""
    return Program(a_member(course, "instructor", "ingrid"), course)


@pytest.fixture
def item(course: Course) -> Item:
    """Draws from three shapes, whose right answers are (2, 3), (2, 5) and (2, 7)."""
    made = an_item(bank=a_bank(slug="ours", title="Our bank", course=course))
    Item.objects.filter(pk=made.pk).update(slug="shapes")
    made.refresh_from_db()
    return published(made)
