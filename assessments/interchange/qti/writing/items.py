"""One variant as an assessmentItem."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

from assessments.engine.formats import Format, Parts
from assessments.engine.texts.markup import render, render_inline
from assessments.interchange.outgoing import Exported, Posed
from assessments.interchange.qti.elements import el, prose
from assessments.interchange.qti.writing import chosen, numbers, spelled
from assessments.interchange.qti.writing.asked import SOLUTION, Asked, Context
from assessments.interchange.qti.writing.expressions import all_of, base, decide, real, set_outcome, variable

TOOL = "Cellstate"
SLIP = "slip-"
RIGHT, WRONG, WORKED = "right", "wrong", "worked"
ASKING = {
    "choice": chosen.one,
    "multi-choice": chosen.several,
    "match": chosen.matched,
    "integer": numbers.integer,
    "real": numbers.real_number,
    "shape": spelled.shape,
    "rows": spelled.rows,
    "vector": numbers.vector,
    "matrix": numbers.matrix,
    "interval": numbers.interval,
}


def item(exported: Exported, posed: Posed) -> Element:
    fixed = exported.definition.kind_at(posed.params).fixed_last()
    asked = ask(posed.format, posed.key, context(posed, fixed))
    told = [(slip, asked.recognise(posed.format.parse(slip.text))) for slip in posed.slips]
    slips = [(f"{SLIP}{slip.tag}", test, slip) for slip, test in told if test is not None]
    return el(
        "assessmentItem",
        *asked.declarations,
        *outcomes(asked),
        el("itemBody", el("div", *prose(posed.question.stem)), *asked.body),
        el("responseProcessing", *processing(asked, [(name, test) for name, test, _ in slips])),
        *[modal("FEEDBACK", name, slip.title, "" if asked.remarks else slip.feedback) for name, _, slip in slips],
        modal("FEEDBACK", RIGHT, "Right."),
        modal("FEEDBACK", WRONG, "This is not right."),
        *([modal("SOLUTION", WORKED, SOLUTION, posed.solution)] if posed.solution else []),
        identifier=identifier(posed.identifier), title=exported.title, adaptive=False, timeDependent=False,
        toolName=TOOL,
    )  # fmt: skip


def identifier(name: str) -> str:
    """QTI's begin with a letter or an underscore."""
    return name if name[0].isalpha() or name[0] == "_" else f"_{name}"


def context(posed: Posed, fixed: frozenset[str]) -> Context:
    return Context(
        html=dict(posed.question.options),
        feedback={
            option.text: render_inline(" ".join(option.feedback.split())) for option in posed.offered if option.feedback
        },
        fixed=fixed,
    )


def ask(form: Format[Any], key: Any, where: Context) -> Asked:
    return parts(form, key, where) if isinstance(form, Parts) else ASKING[form.slug](form, key, where)


def parts(form: Parts, key: Sequence[Any], where: Context) -> Asked:
    """Each part by itself, with its share of the mark."""
    each = [
        ask(one, truth, replace(where, name=f"{where.name}_{place}", label=render_inline(label)))
        for place, (one, truth, label) in enumerate(zip(form.formats, key, form.names, strict=True), start=1)
    ]

    def recognise(value: Sequence[Any]) -> Element | None:
        tests = [one.recognise(given) for one, given in zip(each, value, strict=True)]
        known = [test for test in tests if test is not None]
        return all_of(known) if len(known) == len(tests) else None

    return Asked(
        declarations=[declaration for one in each for declaration in one.declarations],
        body=[line for one in each for line in one.body],
        recognise=recognise,
        right=all_of([one.right for one in each]),
        shares=[(one.right, 1 / len(each)) for one in each],
    )


def outcomes(asked: Asked) -> Iterator[Element]:
    yield el(
        "outcomeDeclaration", el("defaultValue", el("value", "0")),
        identifier="SCORE", cardinality="single", baseType="float", normalMaximum=1, normalMinimum=0,
    )  # fmt: skip
    yield el("outcomeDeclaration", identifier="FEEDBACK", cardinality="single", baseType="identifier")
    yield el("outcomeDeclaration", identifier="SOLUTION", cardinality="single", baseType="identifier")
    if asked.remarks:
        yield el(
            "outcomeDeclaration",
            identifier=chosen.CHOSEN, cardinality="multiple", baseType="identifier",
        )  # fmt: skip


def processing(asked: Asked, slips: Sequence[tuple[str, Element]]) -> Iterator[Element]:
    yield from asked.score or scored(asked)
    cases = [(asked.right, RIGHT), *((test, name) for name, test in slips)]
    yield decide(
        [(test, [set_outcome("FEEDBACK", base("identifier", name))]) for test, name in cases],
        [set_outcome("FEEDBACK", base("identifier", WRONG))],
    )
    if asked.remarks:
        yield set_outcome(chosen.CHOSEN, el("multiple", variable("RESPONSE")))
    yield set_outcome("SOLUTION", base("identifier", WORKED))


def scored(asked: Asked) -> Iterator[Element]:
    """All or nothing; where shares are given, what each of them adds."""
    zero = [set_outcome("SCORE", real(0))]
    if not asked.shares:
        yield decide([(asked.right, [set_outcome("SCORE", real(1))])], zero)
        return
    yield from zero
    for test, share in asked.shares:
        yield decide([(test, [set_outcome("SCORE", el("sum", variable("SCORE"), real(share)))])])
    # Thirds do not add up to one.
    yield decide([(asked.right, [set_outcome("SCORE", real(1))])])


def modal(outcome: str, name: str, title: str, text: str = "") -> Element:
    said = el(
        "contentBody", el("p", el("strong", *prose(f"<span>{render_inline(title)}</span>"))), *prose(render(text))
    )
    return el("modalFeedback", said, outcomeIdentifier=outcome, identifier=name, showHide="show")
