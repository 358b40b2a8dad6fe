"""Files as other people write them, every question of which can be taken."""

from __future__ import annotations

from collections.abc import Mapping

FOREIGN: Mapping[str, bytes] = {
    "aiken": b"Which gate?\nA. Forget\nB) Input\nANSWER: B\n\nWhich?\nA) x\nB) y\nANSWER: A\n",
    "csv": b"name,question,answer,option_a,option_b,tolerance,tags\nN,Which?,a,x,y,,t\nM,How many?,42,,,0.5,\n",
    "gift": (
        b"::A::Which \\= $x$?{=a#Yes. ~%50%b#No. ####Because.}\n\nHow?{#3:1}\n\nSo?{T#No.}\n\n"
        b"Shape?{=(3, 4) =3x4 =%0%(4, 3)#Transposed.}\n\nWhich two?{~%50%a ~%50%b ~%-100%c}\n"
    ),
    "moodle": (
        b'<?xml version="1.0"?><quiz><question type="multichoice"><name><text>A</text></name>'
        b'<questiontext format="html"><text>&lt;p&gt;Which \\(x^2\\)?&lt;/p&gt;</text></questiontext>'
        b"<single>false</single>"
        b'<answer fraction="50"><text>a</text><feedback><text>Yes</text></feedback></answer>'
        b'<answer fraction="50"><text>b</text></answer><answer fraction="-100"><text>c</text></answer></question>'
        b'<question type="numerical"><name><text>B</text></name>'
        b'<questiontext format="plain_text"><text>How much?</text></questiontext>'
        b'<answer fraction="100"><text>4.5</text><tolerance>0.1</tolerance></answer></question></quiz>'
    ),
}
