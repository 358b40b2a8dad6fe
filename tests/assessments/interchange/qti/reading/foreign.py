"""Items as other systems write them, small."""

from __future__ import annotations

from assessments.interchange.incoming import Refused, Taken
from assessments.interchange.qti.reading import package
from assessments.interchange.safely import archives

MATCH_CORRECT = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>'
MAP_RESPONSE = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>'


def an_item(body: str, *before: str, after: str = MATCH_CORRECT, title: str = "Foreign", more: str = "") -> bytes:
    return (
        f'<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i1" title="{title}" {more} '
        f'adaptive="false" timeDependent="false">{"".join(before)}<itemBody>{body}</itemBody>{after}</assessmentItem>'
    ).encode()


def declared(kind: str, *right: str, cardinality: str = "single", mapping: str = "", name: str = "RESPONSE") -> str:
    values = "".join(f"<value>{value}</value>" for value in right)
    correct = f"<correctResponse>{values}</correctResponse>" if right else ""
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{kind}">'
        f"{correct}{mapping}</responseDeclaration>"
    )


def mapped(limits: str = "", **worth: float) -> str:
    entries = "".join(f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in worth.items())
    return f'<mapping defaultValue="0" {limits}>{entries}</mapping>'


def choices(most: int = 1, more: str = 'shuffle="true"', **options: str) -> str:
    simple = "".join(f'<simpleChoice identifier="{name}">{text}</simpleChoice>' for name, text in options.items())
    return f'<choiceInteraction responseIdentifier="RESPONSE" maxChoices="{most}" {more}>{simple}</choiceInteraction>'


ENTRY = '<p>How many? <textEntryInteraction responseIdentifier="RESPONSE"/> units</p>'


def read(data: bytes) -> Taken | Refused:
    (one,) = package.read(data).items
    return one


def taken(data: bytes) -> Taken:
    one = read(data)
    assert isinstance(one, Taken), one
    return one


def refused(data: bytes) -> str:
    one = read(data)
    assert isinstance(one, Refused), one
    return one.reason


def packed(*items: bytes, listed: int | None = None, folder: str = "") -> bytes:
    names = [f"item{place}.xml" for place in range(1, (listed or len(items)) + 1)]
    resources = "".join(f'<resource identifier="{name}" type="imsqti_item_xmlv2p1" href="{name}"/>' for name in names)
    manifest = (
        f'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>{resources}</resources></manifest>'
    )
    files = dict(zip(names, items, strict=False)) | {"imsmanifest.xml": manifest.encode()}
    return archives.packed({f"{folder}{name}": data for name, data in files.items()})
