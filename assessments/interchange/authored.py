"""Fixed questions of other systems, as our authors would write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assessments.engine.authoring.authored import MOST_MISTAKES
from assessments.engine.definition import MAX_STEM
from assessments.engine.formats import Format, Integer, Interval, Real, Rows, Shape, Unreadable, Vector, load
from assessments.engine.formats.multi_choice import THIRDS
from assessments.engine.texts import markup
from assessments.engine.texts.markup import MarkupError
from assessments.engine.texts.stems import MATHS, PLACEHOLDER
from assessments.interchange.bundle import LONGEST_TITLE
from assessments.interchange.incoming import Refused, Taken
from assessments.interchange.native.one import taken
from assessments.interchange.outgoing import About

FORMS: tuple[type[Format[Any]], ...] = (Integer, Real, Shape, Interval, Rows, Vector)
LONGEST_SLUG = 50
NO_KEY = "it is answered in free text, for which nothing here can tell right from wrong: make it a choice"


@dataclass(frozen=True)
class Answer:
    text: str  # of an option Markdown in one line, else as it is typed
    share: float  # of the mark: 1 is the whole
    feedback: str = ""  # Markdown
    room: float = 0.0  # of a number: how far off is still right


@dataclass(frozen=True)
class Asked:
    """`name` is what the file calls it; the other texts are Markdown."""

    name: str
    slug: str
    stem: str
    answers: Sequence[Answer]
    solution: str = ""
    losses: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class Slugs:
    """A slug for each name of a file, the same each time the file is read."""

    def __init__(self) -> None:
        self.given: set[str] = set()

    def of(self, name: str) -> str:
        slug, number = plain(name), 1
        while slug in self.given:
            number += 1
            slug = f"{plain(name)[: LONGEST_SLUG - len(str(number)) - 1]}-{number}"
        self.given.add(slug)
        return slug


def plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST_SLUG].strip("-") or "question"


def choice(asked: Asked, *, many: bool) -> Taken | Refused:
    right = [answer for answer in asked.answers if answer.share > 0 and (many or whole(answer))]
    weighs = many or len(right) > 1 or any(0 < answer.share < 1 and not whole(answer) for answer in asked.answers)
    options = [option(answer, right=answer in right, weighs=weighs) for answer in asked.answers]
    return made(asked, "authored-choice", {"options": options, "select": "many" if many else "one"})


def option(answer: Answer, *, right: bool, weighs: bool) -> dict[str, Any]:
    facts: dict[str, Any] = {"text": answer.text, "right": right}
    if weighs and answer.share:
        facts["weight"] = max(-1.0, min(1.0, answer.share))
    return facts | ({"feedback": answer.feedback} if answer.feedback else {})


def true_or_false(asked: Asked, *, holds: bool) -> Taken | Refused:
    """Its answers say what is told to whoever chooses True, and False."""
    told = [answer.feedback for answer in asked.answers] or ["", ""]
    answers = [Answer("True", float(holds), told[0]), Answer("False", float(not holds), told[-1])]
    return choice(replace(asked, answers=answers), many=False)


def match(asked: Asked, pairs: Sequence[tuple[str, str]], *, shared: bool) -> Taken | Refused:
    """Lines in Markdown with their options in plain text; without a line, an option that belongs to none."""
    kept = {option for line, option in pairs if line}
    spare = dict.fromkeys(option for line, option in pairs if not line and option not in kept)
    lines = [{"prompt": line, "option": option} for line, option in pairs if line]
    given = {"pairs": [*lines, *({"option": option} for option in spare)]}
    return made(asked, "authored-match", given, {"per_prompt": True} if shared else None)


def number(asked: Asked) -> Taken | Refused:
    return value(asked, (Integer, Real))


def text(asked: Asked) -> Taken | Refused:
    """Where every right text means the same number, shape, interval, block of rows or vector."""
    return value(asked, FORMS)


def value(asked: Asked, forms: Sequence[type[Format[Any]]]) -> Taken | Refused:
    right = [answer for answer in asked.answers if whole(answer)]
    if not right:
        return Refused(asked.name, "no answer earns the whole mark")
    reason = NO_KEY
    # The narrowest form first: a whole number is a real one, too, and would lose its exactness.
    for family in forms:
        room = max(answer.room for answer in right)
        if (family is Integer and room) or (family is Shape and is_interval(asked, right)):
            continue
        settings = {} if family in {Integer, Shape, Rows} else {"tolerance": {"mode": "absolute", "amount": room}}
        # With no tolerance set: whether the texts can be read is one question, whether they agree the next.
        keys = list(read(family(), right))
        if len(keys) < len(right):
            continue
        form = load({"slug": family.slug, **settings})
        if all(form.credit(key, keys[0]) >= 1 for key in keys):
            given = {"form": family.slug, "value": form.echo(keys[0]).split(" = ")[0]}
            mistakes, losses = foreseen(asked, (form, family()), keys[0])
            return made(asked, "authored-value", given | {"mistakes": mistakes}, settings, tuple(losses))
        reason = "several different answers are right, where one can be kept"
    return Refused(asked.name, reason)


def is_interval(asked: Asked, right: Sequence[Answer]) -> bool:
    """(0, 1) is a shape as well; a wrong answer such as (-1, 1) tells which of them was asked for."""
    no_shapes = [answer for answer in asked.answers if not can_read(Shape(), [answer])]
    return can_read(Interval(), right) and any(can_read(Interval(), [answer]) for answer in no_shapes)


def can_read(form: Format[Any], answers: Sequence[Answer]) -> bool:
    return len(list(read(form, answers))) == len(answers)


def read(form: Format[Any], answers: Sequence[Answer]) -> Iterator[Any]:
    for answer in answers:
        try:
            yield form.parse(answer.text)
        except Unreadable:
            return


def foreseen(asked: Asked, forms: Sequence[Format[Any]], key: Any) -> tuple[list[dict[str, str]], list[str]]:
    """The wrong answers that something is said on, each spelled once, and what of them is lost."""
    mistakes, losses, known = [], [], [key]
    for answer in asked.answers:
        if whole(answer):
            continue
        if answer.share > 0:
            losses.append(f"{answer.text!r} earns {answer.share:.0%} there, and nothing here")
        wrong = next(read(forms[0], [answer]), None)
        if answer.feedback and (wrong is None or len(mistakes) == MOST_MISTAKES):
            losses.append(f"what is said on the answer {answer.text!r}")
        elif answer.feedback and all(form.credit(wrong, one) < 1 for form in forms for one in known):
            mistakes.append({"value": answer.text, "feedback": answer.feedback})
            known.append(wrong)
    return mistakes, losses


def whole(answer: Answer) -> bool:
    return answer.share > 1 - THIRDS


def made(
    asked: Asked, kind: str, given: dict[str, Any], settings: object = None, losses: tuple[str, ...] = ()
) -> Taken | Refused:
    if len(asked.stem) > MAX_STEM:
        return Refused(asked.name, f"its text has {len(asked.stem):,} characters, where {MAX_STEM:,} at most are taken")
    definition = {"kind": kind, "stem": literal(asked.stem), "given": {**given, "solution": asked.solution}}
    title = " ".join(asked.name.split())[:LONGEST_TITLE].strip() or asked.slug
    if settings:
        definition["format"] = settings
    try:
        markup.render(definition["stem"])
    except MarkupError as wrong:
        return Refused(asked.name, str(wrong))
    # By the way of our own files, so that a foreign question passes all checks that ours do.
    facts = {"slug": asked.slug, "title": title, "definition": definition}
    item, tags = taken(asked.name, facts, (*asked.losses, *losses)), tuple(dict.fromkeys(map(plain, asked.tags)))
    return replace(item, about=About(tags) if tags else None) if isinstance(item, Taken) else item


def literal(stem: str) -> str:
    """Braces around a word are no placeholder in a question from elsewhere."""
    formulas, between = MATHS.findall(stem), MATHS.split(stem)
    unfilled = [PLACEHOLDER.sub(r"\\{\1\\}", part) for part in between]
    return "".join(part + formula for part, formula in zip(unfilled, [*formulas, ""], strict=True))
