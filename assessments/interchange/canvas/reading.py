"""Questions of QTI 1.2, as Canvas and its like write them.
https://canvas.instructure.com/doc/api/file.quiz_questions.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from assessments.interchange import authored
from assessments.interchange.authored import Answer, Asked, Slugs
from assessments.interchange.incoming import Refused, Taken
from assessments.interchange.prose import markdown
from assessments.interchange.qti.reading.response import number
from assessments.interchange.qti.reading.tree import every, words
from assessments.interchange.safely.counting import few
from assessments.interchange.safely.unsafe import Unsafe

GENERAL = frozenset({"general_fb", "correct_fb", "general_incorrect_fb"})
WHOLE = 100.0


@dataclass(frozen=True)
class Found:
    tree: Element
    name: str
    slug: str

    @cached_property
    def called(self) -> str:
        """What Canvas calls it; else what its first response looks like."""
        for one in every(self.tree, "qtimetadatafield"):
            if words(one.find("fieldlabel")) == "question_type":
                return words(one.find("fieldentry"))
        several = any(one.get("rcardinality") == "Multiple" for one in self.responses)
        choice = any(True for _ in every(self.tree, "render_choice"))
        return (
            ("multiple_answers_question" if several else "multiple_choice_question")
            if choice
            else "short_answer_question"
        )

    @cached_property
    def responses(self) -> list[Element]:
        """Raises Unsafe."""
        return few(every(self.tree, "response_lid", "response_str", "response_num"), "inputs")

    @cached_property
    def conditions(self) -> list[Condition]:
        """Raises Unsafe."""
        return [condition(one) for one in few(every(self.tree, "respcondition"), "rules")]

    @cached_property
    def feedback(self) -> dict[str, str]:
        """Identifier → Markdown. Raises Unsafe."""
        return {one.get("ident", ""): texts(one).text for one in every(self.tree, "itemfeedback")}

    def asked(self, answers: list[Answer], *losses: str) -> Asked:
        presentation = self.tree.find("presentation")
        material = [one for one in presentation.iter() if one.tag == "material"] if presentation is not None else []
        within = {id(one) for response in self.responses for one in response.iter()}
        stem = texts(*(one for one in material if id(one) not in within))
        solution = self.feedback.get("general_fb", "")
        general = [name for name in GENERAL - {"general_fb"} if self.feedback.get(name)]
        said = ["what is said after every right or every wrong answer"] if general else []
        return Asked(self.name, self.slug, stem.text, answers, solution, (*stem.losses, *losses, *said))


@dataclass(frozen=True)
class Condition:
    """What holds for these values of a response, and no others."""

    equal: Mapping[str, tuple[str, ...]]  # response → values
    between: tuple[float, float] | None
    points: float
    told: str  # identifier of what is said


def condition(tree: Element) -> Condition:
    """Raises Unsafe."""
    # What stands in a “not” is told apart, as it names the answers that the rule is not for.
    refused = {id(one) for no in every(tree, "not") for one in no.iter()}
    equal: dict[str, tuple[str, ...]] = {}
    for one in every(tree, "varequal"):
        if id(one) not in refused:
            name = one.get("respident", "")
            equal[name] = (*equal.get(name, ()), words(one))
    ends = [[number(words(one)) for one in every(tree, *tags)] for tags in (("vargte", "vargt"), ("varlte", "varlt"))]
    points = [number(words(one)) for one in every(tree, "setvar") if one.get("varname", "SCORE") == "SCORE"]
    told = [one.get("linkrefid", "") for one in every(tree, "displayfeedback")]
    both = (ends[0][0], ends[1][0]) if all(ends) else None
    return Condition(equal, both, points[0] if points else 0.0, told[0] if told else "")


def texts(*trees: Element) -> markdown.Prose:
    """Raises Unsafe."""
    html = [words_or_html(one) for tree in trees for one in every(tree, "mattext")]
    return markdown.block("".join(f"<div>{text}</div>" for text in html))


def words_or_html(mattext: Element) -> str:
    text = "".join(mattext.itertext())
    # Plain text may hold signs that the reading of HTML would take for tags.
    return text if mattext.get("texttype") == "text/html" else text.replace("&", "&amp;").replace("<", "&lt;")


def documents(tree: Element, slugs: Slugs) -> Iterator[Taken | Refused]:
    """Every question of a quiz or a bank, in whatever groups."""
    for one in every(tree, "item"):
        name = " ".join((one.get("title") or one.get("ident") or "a question without a name").split())[:200]
        found = Found(one, name, slugs.of(one.get("ident") or name))
        try:
            yield READERS.get(found.called, unknown)(found)
        except (Unsafe, ValueError) as wrong:
            yield Refused(name, str(wrong))


def unknown(found: Found) -> Refused:
    return Refused(found.name, f"a question of the type {found.called[:40]!r} has no form here")


def options(found: Found) -> Iterator[tuple[str, markdown.Prose]]:
    """Raises Unsafe."""
    for one in few(every(found.responses[0], "response_label"), "options"):
        shown = texts(one)
        yield one.get("ident", ""), markdown.Prose(" ".join(shown.text.split()), shown.losses)


def choice(found: Found) -> Taken | Refused:
    if len(found.responses) != 1:
        return Refused(found.name, f"it asks {len(found.responses)} things at once, and a fixed question here asks one")
    name, many = found.responses[0].get("ident", ""), found.called == "multiple_answers_question"
    worth, told = {}, {}
    for one in found.conditions:
        for value in one.equal.get(name, ()):
            worth[value] = max(worth.get(value, 0.0), one.points / WHOLE)
            told[value] = told.get(value, "") or (found.feedback.get(one.told, "") if not one.points else "")
    listed = list(options(found))
    given = [facts(text.text, worth.get(ident, 0.0), told.get(ident, ""), many=many) for ident, text in listed]
    losses = dict.fromkeys(loss for _, text in listed for loss in text.losses)
    return authored.made(
        found.asked([], *losses), "authored-choice", {"options": given, "select": "many" if many else "one"}
    )


def facts(text: str, share: float, told: str, *, many: bool) -> dict[str, object]:
    """Of several, whatever earns points is right; of one, what earns all."""
    right = share > 0 if many else share >= 1 - authored.THIRDS
    part = {"weight": share} if 0 < share < 1 and not right else {}
    return {"text": text, "right": right, **part, **({"feedback": told} if told else {})}


def matched(found: Found) -> Taken | Refused:
    """Each response is a line with its own menu; all menus are one here."""
    keys: dict[str, str] = {}
    offered: dict[str, None] = {}
    for one in found.responses:
        prompt = texts(*(part for part in one if part.tag == "material")).text
        shown = {label.get("ident", ""): texts(label).text for label in few(every(one, "response_label"), "options")}
        right = [
            value
            for condition in found.conditions
            if condition.points
            for value in condition.equal.get(one.get("ident", ""), ())
        ]
        if len(right) != 1 or right[0] not in shown:
            return Refused(found.name, "it does not say of each line which one option is right")
        keys[" ".join(prompt.split())] = markdown.unmarked(shown[right[0]])
        offered |= dict.fromkeys(markdown.unmarked(text) for text in shown.values())
    return authored.match(found.asked([]), [*keys.items(), *(("", option) for option in offered)], shared=True)


def typed(found: Found) -> Taken | Refused:
    """Text or a number, exact or between two ends."""
    if len(found.responses) != 1:
        return Refused(found.name, f"it asks {len(found.responses)} things at once, and a fixed question here asks one")
    answers = [answer for one in found.conditions for answer in typed_answers(found, one)]
    asked = found.asked(answers)
    return authored.number(asked) if found.called == "numerical_question" else authored.text(asked)


def typed_answers(found: Found, one: Condition) -> Iterator[Answer]:
    share, told = one.points / WHOLE, found.feedback.get(one.told, "") if not one.points else ""
    if not share and not told:
        return
    values = [value for listed in one.equal.values() for value in listed]
    if one.between:
        middle, room = sum(one.between) / 2, (one.between[1] - one.between[0]) / 2
        exact = values[0] if values else f"{middle:.12g}"
        yield Answer(exact, share, told, float(f"{room:.6g}"))
    else:
        yield from (Answer(value, share, told) for value in (values if share else values[:1]))


READERS: Mapping[str, Callable[[Found], Taken | Refused]] = {
    "multiple_choice_question": choice,
    "true_false_question": choice,
    "multiple_answers_question": choice,
    "matching_question": matched,
    "numerical_question": typed,
    "short_answer_question": typed,
    "fill_in_multiple_blanks_question": typed,
}
