"""MathML → the LaTeX that our own texts are written in.
https://www.w3.org/TR/mathml-core/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

SIGNS: Mapping[str, str] = {
    "σ": r"\sigma", "α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ε": r"\epsilon", "η": r"\eta",
    "θ": r"\theta", "λ": r"\lambda", "μ": r"\mu", "π": r"\pi", "ρ": r"\rho", "τ": r"\tau", "φ": r"\phi",
    "ϕ": r"\phi", "χ": r"\chi", "ψ": r"\psi", "ω": r"\omega", "Δ": r"\Delta", "Σ": r"\Sigma", "Ω": r"\Omega",
    "⊙": r"\odot", "⊗": r"\otimes", "⊕": r"\oplus", "×": r"\times", "·": r"\cdot", "⋅": r"\cdot", "∘": r"\circ",
    "≤": r"\le", "≥": r"\ge", "≠": r"\ne", "≈": r"\approx", "∈": r"\in", "∞": r"\infty", "∂": r"\partial",
    "∑": r"\sum", "∏": r"\prod", "→": r"\to", "⇒": r"\Rightarrow", "↦": r"\mapsto", "±": r"\pm",
    "⋯": r"\cdots", "⋮": r"\vdots", "⋱": r"\ddots", "∥": r"\|", "−": "-", "ℝ": r"\mathbb{R}", "⊤": r"\top",
    "′": "'", "\u2061": "", "\u2062": "", "\u2063": "", "\xa0": r"\ ",
    "{": r"\{", "}": r"\}", "%": r"\%", "$": r"\$", "#": r"\#", "&": r"\&", "_": r"\_",
}  # fmt: skip
NAMES = frozenset({"tanh", "sinh", "cosh", "exp", "log", "ln", "max", "min", "sin", "cos", "tan", "lim", "det"})
ACCENTS: Mapping[str, str] = {
    "~": r"\tilde", "˜": r"\tilde", "^": r"\hat", "ˆ": r"\hat", "¯": r"\bar", "‾": r"\bar", "→": r"\vec",
    "˙": r"\dot",
}  # fmt: skip

MATRICES: Mapping[tuple[str, str], str] = {("[", "]"): "bmatrix", ("(", ")"): "pmatrix", ("|", "|"): "vmatrix"}
FENCED = re.compile(r"([\[(|]) (\\begin\{matrix\}(?:(?!\\begin\{matrix\}).)*?\\end\{matrix\}) ([\])|])")

ATOM = re.compile(r"\w|\\[a-zA-Z]+(\{\w*\})?")
SPACES = ((1.5, r"\qquad"), (0.5, r"\quad"), (0.0, r"\,"))  # from so many em on
EMS = re.compile(r"(\d*\.?\d+)em")


def latex(math: Element) -> str:
    """The author's own where an annotation has kept it."""
    for note in math.iter("annotation"):
        if "tex" in note.get("encoding", "").lower() and note.text:
            return " ".join(note.text.split())
    return " ".join(row(math).split())


def row(element: Element) -> str:
    return FENCED.sub(fenced, " ".join(filter(None, map(node, element))))


def fenced(found: re.Match[str]) -> str:
    """A matrix and the brackets around it, which grow with it."""
    name = MATRICES.get((found[1], found[3]))
    return found[2].replace("{matrix}", f"{{{name}}}") if name else found[0]


def node(element: Element) -> str:
    return NODES.get(element.tag, row)(element)


def text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def signs(written: str) -> str:
    return " ".join(SIGNS.get(sign, sign) for sign in written)


def identifier(element: Element) -> str:
    name = text(element)
    if len(name) < 2:  # noqa: PLR2004 -- a single letter is set in italics anyway
        upright = element.get("mathvariant") == "normal" and name.isascii() and name.isalpha()
        return rf"\mathrm{{{name}}}" if upright else signs(name)
    return rf"\{name}" if name in NAMES else rf"\mathrm{{{''.join(SIGNS.get(one, one) for one in name)}}}"


def operator(element: Element) -> str:
    name = text(element)
    return identifier(element) if name.isalpha() and name.isascii() else signs(name)


def words(element: Element) -> str:
    """Without the signs that would end the text or begin a formula in it."""
    said = "".join(element.itertext()).replace("\xa0", " ")
    return rf"\text{{{''.join(sign for sign in said if sign not in '{}$%#&_^~' + chr(92))}}}" if said.strip() else r"\ "


def fraction(element: Element) -> str:
    return r"\frac{{{}}}{{{}}}".format(*two(element))


def braced(written: str) -> str:
    return written if len(written) == 1 and written.isalnum() else f"{{{written}}}"


def script(pattern: str) -> Callable[[Element], str]:
    def write(element: Element) -> str:
        parts = [node(child) for child in element]
        base, *scripts = [*parts, "", "", ""][: pattern.count("%s")]
        return pattern % (base if ATOM.fullmatch(base) else f"{{{base}}}", *map(braced, scripts))

    return write


def over(element: Element) -> str:
    base, accent = two(element)
    sign = text(element[1]) if len(element) > 1 else ""
    return f"{ACCENTS[sign]}{{{base}}}" if sign in ACCENTS else rf"\overset{{{accent}}}{{{base}}}"


def two(element: Element) -> tuple[str, str]:
    first, second = [*map(node, element), "", ""][:2]
    return first, second


def space(element: Element) -> str:
    width = EMS.fullmatch(element.get("width", ""))
    return next(sign for least, sign in SPACES if float(width[1] if width else 0) >= least)


def table(element: Element) -> str:
    """As equations in columns where its cells say on which side they stand."""
    rows = r" \\ ".join(" & ".join(row(cell) for cell in line) for line in element if line.tag == "mtr")
    name = "aligned" if any(cell.get("class") for cell in element.iter("mtd")) else "matrix"
    return rf"\begin{{{name}}} {rows} \end{{{name}}}"


NODES: Mapping[str, Callable[[Element], str]] = {
    "mi": identifier,
    "mn": lambda element: signs(text(element)).replace(" ", ""),
    "mo": operator,
    "mtext": words,
    "ms": words,
    "mspace": space,
    "mfrac": fraction,
    "msqrt": lambda element: rf"\sqrt{{{row(element)}}}",
    "mroot": lambda element: r"\sqrt[{1}]{{{0}}}".format(*two(element)),
    "msub": script("%s_%s"),
    "msup": script("%s^%s"),
    "msubsup": script("%s_%s^%s"),
    "munder": script("%s_%s"),
    "munderover": script("%s_%s^%s"),
    "mover": over,
    "mtable": table,
    "annotation": lambda _: "",
    "mphantom": lambda _: "",
}
