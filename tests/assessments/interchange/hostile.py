"""Files that mean harm, by name. Every codec is handed all of them."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
XMLS: dict[str, bytes] = {
    "entities that grow": f'<!DOCTYPE a [<!ENTITY a0 "ha">{LAUGHS}]><a>&a9;</a>'.encode(),
    "an entity that reads a file": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "an entity that calls out": b'<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:1/">]><a>&x;</a>',
    "a parameter entity": b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:1/"> %x;]><a/>',
    "a document type": b'<!DOCTYPE quiz SYSTEM "http://127.0.0.1:1/quiz.dtd"><quiz/>',
    "an inclusion": b'<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd" parse="text"/></a>',
    "200,000 elements deep": b"<a>" * 200_000 + b"</a>" * 200_000,
    "200,000 elements deep, left open": b"<quiz>" * 200_000,
    "a million elements": b"<quiz>" + b"<a/>" * 1_000_000 + b"</quiz>",
    "half a million attributes": b"<quiz " + b" ".join(b'a%d=""' % n for n in range(500_000)) + b"/>",
    "an endless text": b"<quiz>" + b"x" * 60_000_000 + b"</quiz>",
    "an encoding nobody has": b'<?xml version="1.0" encoding="utf-7"?><quiz/>',
    "an encoding of several bytes": b'<?xml version="1.0" encoding="shift_jis"?><quiz/>',
    "a name space left open": b"<quiz:a/>",
    "no end": b"<quiz><question>",
    "nothing": b"",
    "zeros": bytes(1_000),
}


def moodle(type_: str, stem: str, answers: str = "") -> bytes:
    text = f"<name><text>A</text></name><questiontext><text>{stem}</text></questiontext>"
    return f'<quiz><question type="{type_}">{text}{answers}</question></quiz>'.encode()


def an_answer(text: str) -> str:
    return f'<answer fraction="100"><text>{text}</text></answer>'


def qti(body: str, rest: str = "", declared: str = "") -> bytes:
    right = f"<correctResponse><value>A0</value></correctResponse>{declared}"
    response = f'<responseDeclaration identifier="R" cardinality="single" baseType="identifier">{right}'
    item = f"{response}</responseDeclaration><itemBody>{body}</itemBody>{rest}"
    return f'<assessmentItem identifier="a">{item}</assessmentItem>'.encode()


def choices(many: int) -> str:
    offered = "".join(f'<simpleChoice identifier="A{n}">{n}</simpleChoice>' for n in range(many))
    return f'<choiceInteraction responseIdentifier="R">{offered}</choiceInteraction>'


def conditions(many: int) -> str:
    each = "".join(
        f'<responseElseIf><match><variable identifier="R"/><baseValue>A{n}</baseValue></match><setOutcomeValue>'
        f'<baseValue baseType="identifier">F{n}</baseValue></setOutcomeValue></responseElseIf>'
        for n in range(many)
    )
    return f"<responseProcessing><responseCondition>{each}</responseCondition></responseProcessing>"


def canvas(labels: int, questions: int = 1) -> bytes:
    offered = "".join(f'<response_label ident="{n}"><mattext>{n}</mattext></response_label>' for n in range(labels))
    lid = f'<response_lid ident="R"><render_choice>{offered}</render_choice></response_lid>'
    item = f"<item><presentation><material><mattext>Q</mattext></material>{lid}</presentation></item>"
    return f"<questestinterop>{item * questions}</questestinterop>".encode()


# Of more than anyone can mean, or of what a pattern would look through again and again
TEXTS: dict[str, bytes] = {
    "nothing but braces": b"{" * 9_000_000,
    "nothing but colons": b"::" * 4_500_000,
    "nothing but empty lines": b" \n" * 4_500_000,
    "answers without end": b"::a::b{" + b"~=" * 4_500_000 + b"}",
    "weights without end": b"::a::b{" + b"~%1%x#y" * 1_200_000 + b"}",
    "digits without end": b"::a::b{#" + b"1" * 90_000 + b"x}",
    "identifiers left open": b"// " + b"[id:" * 2_000_000 + b"\n::a::b{}",
    "a million questions in GIFT": b"a{T}\n\n" * 1_000_000,
    "300,000 questions in Aiken": b"Q?\nA. x\nB. y\nANSWER: A\n\n" * 300_000,
    "a million options in Aiken": b"Q?\n" + b"A. x\n" * 1_500_000 + b"ANSWER: A\n",
    "an answer of blanks": b"Q?\nA. x\nB. y\nANSWER: A" + b" " * 9_000_000 + b"B\n",
    "a cell left open": b'name,question,answer\n"' + b"x" * 9_000_000,
    "a million rows": b"name,question,answer\n" + b"a,b,1\n" * 1_500_000,
    "a million columns": b"name,question,answer" + b",x" * 4_000_000 + b"\na,b,1\n",
    "a million objects deep": b'{"a":' * 1_000_000,
    "a million lists deep": b'{"items":' + b"[" * 8_000_000,
    "a million items": b'{"slug":"a","title":"A","items":[' + b"{}," * 2_500_000 + b"{}]}",
    "a number of a million digits": b'{"slug":"a","title":"A","items":[' + b"9" * 1_000_000 + b"]}",
    "a text of a million lines": b'{"slug":"a","title":{"lines":[' + b'"",' * 1_000_000 + b'""]},"items":[{}]}',
    "formulas left open": moodle("numerical", "\\(" * 3_000_000, an_answer("1")),
    "formulas closed at once": moodle("numerical", "\\(\\)" + "\\(" * 49_000, an_answer("1")),
    "comments left open": b'<quiz><question type="category"><info><text>'
    + b"&lt;!-- {" * 1_000_000
    + b"</text></info></question></quiz>",
    "30,000 answers": moodle("multichoice", "Q", an_answer("a") * 30_000),
    "30,000 numbers": moodle("numerical", "Q", an_answer("1") * 30_000),
    "an answer of a million digits": moodle("numerical", "Q", an_answer("1" * 1_000_000)),
    "40,000 questions": b"<quiz>" + b'<question type="essay"/>' * 40_000 + b"</quiz>",
    "40,000 options": qti(choices(40_000)),
    "10,000 options with conditions": qti(choices(10_000), conditions(10_000)),
    "40,000 labels": canvas(40_000),
    "10,000 questions in QTI 1.2": canvas(1, 10_000),
}


def zipped(*members: tuple[str, bytes], changed: Callable[[zipfile.ZipInfo], None] = lambda _: None) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            changed(info)
            archive.writestr(info, data)
    return made.getvalue()


def a_link(info: zipfile.ZipInfo) -> None:
    info.external_attr = (stat.S_IFLNK | 0o777) << 16


def patched(archive: bytes, after: bytes, offset: int, form: str, value: int) -> bytes:
    """With one field of every header of that signature overwritten."""
    made, place = bytearray(archive), archive.find(after)
    while place >= 0:
        struct.pack_into(form, made, place + offset, value)
        place = archive.find(after, place + 1)
    return bytes(made)


LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
MANIFEST = ("imsmanifest.xml", b"<manifest/>")
TWO = zipped(("a.xml", b"<a>" + bytes(range(32, 127)) * 9), ("b.xml", b"<b>" + bytes(range(32, 127)) * 9))


def fifty_quotes(layers: int = 3) -> bytes:
    inner = zipped(("a", bytes(1_000_000)))
    for _ in range(layers):
        inner = zipped(*((f"{n}.zip", inner) for n in range(16)))
    return inner


ARCHIVES: dict[str, bytes] = {
    "a way out": zipped(MANIFEST, ("../../etc/cron.d/evil", b"x")),
    "a way out by backslashes": zipped(MANIFEST, ("..\\..\\evil", b"x")),
    "a path from the root": zipped(MANIFEST, ("/etc/evil", b"x")),
    "a drive": zipped(MANIFEST, ("C:evil", b"x")),
    "a link": zipped(("imsmanifest.xml", b"/etc/passwd"), changed=a_link),
    "a bomb": zipped(MANIFEST, ("a.xml", bytes(49_000_000))),
    "a bomb in many parts": zipped(MANIFEST, *((f"{n}.xml", bytes(1_000_000)) for n in range(60))),
    "bombs within bombs": fifty_quotes(),
    "too many files": zipped(*((f"{n}.xml", b"<a/>") for n in range(300))),
    "too many files, and fewer said": patched(zipped(*((f"{n}.xml", b"<a/>") for n in range(3_000))), END, 10, "<H", 3),
    "two of one name": TWO.replace(b"b.xml", b"a.xml"),
    "overlapping members": patched(TWO, CENTRAL, 42, "<L", 0),
    "a size that is too small": patched(TWO, CENTRAL, 24, "<L", 5),
    "a size that is too large": patched(TWO, CENTRAL, 24, "<L", 5_000),
    "a compressed size that is too large": patched(TWO, CENTRAL, 20, "<L", 2**31),
    "a size of 4 GB": patched(TWO, CENTRAL, 24, "<L", 2**32 - 2),
    "a start past the end": patched(TWO, CENTRAL, 42, "<L", 2**31),
    "an encrypted member": patched(patched(TWO, CENTRAL, 8, "<H", 1), LOCAL, 6, "<H", 1),
    "a method nobody has": patched(patched(TWO, CENTRAL, 10, "<H", 99), LOCAL, 8, "<H", 99),
    "no end": TWO[:-30],
    "only an end": END + bytes(18),
    "only a beginning": LOCAL,
    "an entity in its manifest": zipped(("imsmanifest.xml", XMLS["an entity that reads a file"])),
    "depth in its manifest": zipped(("imsmanifest.xml", b"<a>" * 3_000)),
}


def many_elements(files: int, each: int) -> bytes:
    """Small when packed, and all of it is listed as items."""
    item = b"<assessmentItem>" + b"".join(b"<p%d/>" % n for n in range(each)) + b"</assessmentItem>"
    names = [f"{n}.xml" for n in range(files)]
    listed = "".join(f'<resource type="imsqti_item_xmlv2p1" href="{name}"/>' for name in names)
    manifest = f"<manifest><resources>{listed}</resources></manifest>".encode()
    return zipped(("imsmanifest.xml", manifest), *((name, item) for name in names))


ARCHIVES["millions of elements in its items"] = many_elements(150, 20_000)

SCRIPTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><foreignObject><iframe srcdoc='<script>alert(1)</script>'></iframe></foreignObject></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<a href='javascript:alert(1)'>here</a>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<p style='background:url(javascript:alert(1))'>here</p>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<math href='javascript:alert(1)'><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<p>$\\text{<img src=x onerror=alert(1)>}$</p>",
    "<p>$\\href{javascript:alert(1)}{x}$</p>",
    "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>x</button></form>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
)
