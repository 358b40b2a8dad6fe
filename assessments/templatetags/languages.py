"""At hand in every template: Django's `translate`, which looks a literal up once, and the languages to choose from."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation import get_language

register = template.Library()


class Fixed(TranslateNode):
    """A literal. English has no catalogue and takes longest to look up, and a page says some seventy of them."""

    def __init__(self, literal: FilterExpression) -> None:
        super().__init__(literal, noop=False)
        self.said: dict[str, str] = {}

    def render(self, context: Context) -> str:
        language = get_language()
        if language not in self.said:
            self.said[language] = super().render(context)
        return self.said[language]


@register.tag
def translate(parser: Parser, token: Token) -> TranslateNode:
    node = do_translate(parser, token)
    _, text, *more = token.split_contents()
    is_literal = text[0] in "\"'" and not more and not node.filter_expression.filters
    return Fixed(node.filter_expression) if is_literal else node


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    """Each with its own name."""
    return settings.LANGUAGES
