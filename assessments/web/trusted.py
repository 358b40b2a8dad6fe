"""The one place where HTML is trusted: all of it comes out of `engine.markup`, sanitised."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

from assessments.engine.texts import markup


def html(made: str) -> SafeString:
    """HTML that `engine.markup` made earlier and that was stored since."""
    return mark_safe(made)  # noqa: S308 -- see above


def block(text: str) -> SafeString:
    return html(markup.render(text))


def line(text: str) -> SafeString:
    """One line, or several chosen options as a list."""
    lines = [markup.render_inline(one) for one in text.split("\n")]
    return html(lines[0] if len(lines) == 1 else "<ul>" + "".join(f"<li>{one}</li>" for one in lines) + "</ul>")


def formula(latex: str, *, display: bool = False) -> SafeString:
    return html(markup.formula_html(latex, display=display))
