from __future__ import annotations
import json
import pytest
from assessments.interchange import codecs
from assessments.interchange.incoming import BadFile, Taken
from assessments.interchange.native import tree
codecs.load()
DEFINITION = {"kind": "feed-forward-shape"}
ITEM = {"slug": "first", "title": "The first", "definition": DEFINITION}
HEAD = {"slug": "small", "title": "Small", "description": "", "items": ["first"]}

@pytest.mark.parametrize("p", ["./", "a//", "./a/./"])
def test_dot(p):
    z = tree.packed({f"{p}bank.json": json.dumps(HEAD).encode(), f"{p}items/first.json": json.dumps(ITEM).encode()})
    r = codecs.read("x.json", z)
    assert [type(i) for i in r.items] == [Taken]

def test_tf_tags():
    x = b'<quiz><question type="truefalse"><name><text>N</text></name><questiontext format="html"><text>Q</text></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer><tags><tag><text>abc</text></tag></tags></question></quiz>'
    r = codecs.read("x.xml", x)
    assert r.items[0].about.tags == ("abc",)

def test_gift_cat():
    g = b"$CATEGORY: a/b\n::one::What is 1+1? {#2}\n\n::two::What? {#3}\n"
    r = codecs.read("x.gift", g)
    assert [i.title for i in r.items] == ["one", "two"]
