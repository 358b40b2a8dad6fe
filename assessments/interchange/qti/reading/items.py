"""One assessmentItem, as far as it can be asked here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from assessments.interchange.authored import Slugs
from assessments.interchange.incoming import Refused, Taken
from assessments.interchange.qti.reading import chosen, matched, several, typed
from assessments.interchange.qti.reading.found import Found
from assessments.interchange.safely.unsafe import Unsafe

Reader = Callable[[Found], Taken | Refused]
READERS: Mapping[str, Reader] = {
    "choiceInteraction": chosen.read,
    "inlineChoiceInteraction": chosen.read,
    "matchInteraction": matched.match,
    "orderInteraction": matched.order,
    "textEntryInteraction": typed.read,
    "extendedTextInteraction": typed.read,
}


def read(tree: Element, slugs: Slugs) -> Taken | Refused:
    name = " ".join((tree.get("title") or tree.get("identifier") or "an item without a name").split())[:200]
    found = Found(tree, name, slugs.of(tree.get("identifier") or name))
    try:
        return Refused(name, reason) if (reason := refusal(found)) else reader(found)(found)
    except (Unsafe, ValueError) as wrong:
        return Refused(name, str(wrong))


def reader(found: Found) -> Reader:
    if len(found.interactions) == 1:
        return READERS[found.interactions[0].tag]
    return matched.within_text if chooses(found) else several.read


def chooses(found: Found) -> bool:
    return {one.tag for one in found.interactions} == {"inlineChoiceInteraction"}


def refusal(found: Found) -> str:
    asked = [one.tag for one in found.interactions]
    if not asked:
        return "it asks nothing"
    if found.tree.get("adaptive") == "true":
        return "it is adaptive: what it asks next depends on answers, and nothing here does that"
    if found.tree.find("templateProcessing") is not None:
        return "it draws its numbers by a template"
    if unknown := [tag for tag in asked if tag not in READERS]:
        return f"its {unknown[0]} has no form here"
    if len(asked) > 1 and not chooses(found) and not several.reads(found):
        return f"it asks {len(asked)} things at once, and a fixed question here asks one"
    return ""
