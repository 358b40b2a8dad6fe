"""At hand in every template: the languages, and `translate` and `include`, which do once what is the same each time.

A page says some seventy literals and includes some thirty templates, half of which are pictures.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression, Parser, Template, TextNode, Token
from django.template.context import Context
from django.template.loader_tags import IncludeNode, do_include
from django.templatetags.i18n import BlockTranslateNode, TranslateNode, do_block_translate, do_translate
from django.utils.translation import get_language

register = template.Library()


class Fixed(TranslateNode):
    """A literal. English has no catalogue and takes longest to look up."""

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


class Sentence(BlockTranslateNode):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.read: dict[int, tuple[str, list[str]]] = {}

    def render_token_list(self, tokens: list[Token]) -> tuple[str, list[str]]:
        """Once for the singular and once for the plural."""
        # The lists live as long as this node does, so that an id is never another one's.
        if id(tokens) not in self.read:
            self.read[id(tokens)] = super().render_token_list(tokens)
        message, names = self.read[id(tokens)]
        return message, [*names]  # Django adds to them


@register.tag
def blocktranslate(parser: Parser, token: Token) -> Sentence:
    node = do_block_translate(parser, token)
    return Sentence(**vars(node))


class Included(IncludeNode):
    """Templates do not change while they are known: where Django reads them anew, it makes these nodes anew as well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found: dict[str, Template] = {}
        self.fixed: dict[tuple[str, str], str] = {}

    def render(self, context: Context) -> str:
        name = self.template.resolve(context)
        # Seldom, and each with rules of its own: these are left to Django.
        if self.isolated_context or not isinstance(name, str) or name.startswith("."):
            return super().render(context)
        said = self.fixed.get((name, get_language()))
        return self.rendered(name, context) if said is None else said

    def rendered(self, name: str, context: Context) -> str:
        if name not in self.found:
            self.found[name] = context.template.engine.get_template(name)
        template = self.found[name]
        with context.push(**{key: value.resolve(context) for key, value in self.extra_context.items()}):
            said = template.render(context)
        # Nothing in it asks the context, so that it is the same everywhere in this language.
        if all(isinstance(node, TextNode | Fixed) for node in template.nodelist):
            self.fixed[name, get_language()] = said
        return said


@register.tag
def include(parser: Parser, token: Token) -> Included:
    node = do_include(parser, token)
    return Included(node.template, extra_context=node.extra_context, isolated_context=node.isolated_context)


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    """Each with its own name."""
    return settings.LANGUAGES
