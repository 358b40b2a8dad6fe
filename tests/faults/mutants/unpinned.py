"""An attempt is judged by whatever revision of a question is the latest."""

from assessments.engine.variant import Variant
from assessments.models import Item, ItemSession


def variant(session: ItemSession) -> Variant:
    return session.variant_by(Item.objects.select_related("current").get(pk=session.item_id).current)


ItemSession.variant = property(variant)
