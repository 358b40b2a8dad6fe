"""Plain text, answers and scores as learners see them: `{{ key|line }}`, `{{ score|state }}`, `{% widget question %}`.

What cannot be set is shown with its fault, because the teachers' pages also show drafts.
"""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessments.engine.texts.markup import MarkupError
from assessments.engine.variant import Question
from assessments.web import trusted, widgets
from assessments.web.words import STATES, state_of_score

register = template.Library()


@register.filter
def line(text: str) -> SafeString:
    """One line of Markdown, or a list of several."""
    try:
        return trusted.line(text)
    except MarkupError as fault:
        return unset(text, fault)


@register.filter
def block(text: str) -> SafeString:
    try:
        return trusted.block(text)
    except MarkupError as fault:
        return unset(text, fault)


@register.filter
def made(html: str) -> SafeString:
    """HTML that a question holds already."""
    return trusted.html(html)


@register.filter
def state(score: float) -> str:
    return state_of_score(score)


@register.filter
def words(state_: str) -> str:
    return STATES[state_]


@register.simple_tag
def widget(question: Question) -> SafeString:
    """The input that a learner gets for this question."""
    return render_to_string(f"web/formats/{question.widget}.html", {"question": {"format": widgets.widget(question)}})


def unset(text: str, fault: MarkupError) -> SafeString:
    return format_html('{} <span class="error">{}</span>', text, fault)
