"""Finding one's way by Tab."""

from __future__ import annotations

from typing import Any


def tab_to(page: Any, name: str) -> None:
    """Press Tab until the thing of that name has the focus; it must be seen to have it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(e => ({name: (e.labels && e.labels[0] || e).innerText.trim(),"
            " rings: [e, ...(e.labels || [])].map(one => getComputedStyle(one).outlineStyle)}))(document.activeElement)"
        )
        if focused["name"].startswith(name):
            assert set(focused["rings"]) != {"none"}, focused
            return
    raise AssertionError(f"no Tab leads to {name!r}")
