"""What the service says to stderr: a line for each event, with the id of the request that it belongs to."""

from typing import Any

import structlog
from structlog.processors import ExceptionRenderer
from structlog.stdlib import ProcessorFormatter
from structlog.tracebacks import ExceptionDictTransformer


def by_route(logger: Any, method: str, facts: dict[str, Any]) -> dict[str, Any]:
    """What Django says of a request quotes its address, which may hold a token, and hands over the whole of it."""
    if (request := facts.pop("request", None)) is not None:
        said, _, _ = facts["event"].partition(": ")
        facts["event"] = f"{said}: {getattr(getattr(request, 'resolver_match', None), 'route', 'none')}"
    return facts


def on_one_line(logger: Any, method: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Whoever gets a line end into a text writes no line of ours with it."""
    return {name: fact.translate(CONTROLS) if isinstance(fact, str) else fact for name, fact in facts.items()}


CONTROLS = {number: repr(chr(number))[1:-1] for number in (*range(32), *range(127, 160))}
KNOWN = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    by_route,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
# No values of variables: they may be keys, tokens and passwords. Whatever the machine has installed, a traceback is a
# plain one; `rich` draws a box around each frame, for a second and more.
TRACEBACKS = ExceptionRenderer(ExceptionDictTransformer(show_locals=False))
WRITTEN = {
    "plain": [
        on_one_line,
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ],
    # JSON writes the end of a line as an escape, by itself.
    "json": [TRACEBACKS, structlog.processors.JSONRenderer()],
}


def lines(level: str, written: str) -> dict[str, Any]:
    """Django's LOGGING; what libraries say through the standard library goes the same way."""
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *KNOWN, ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    formatter = {
        "()": ProcessorFormatter,
        "foreign_pre_chain": KNOWN,
        "processors": [ProcessorFormatter.remove_processors_meta, *WRITTEN[written]],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django has configured these already, with handlers of its own.
            "django": {"handlers": [], "level": "NOTSET"},
            "django.template": {"level": "INFO"},  # below, it writes down all that a page was made of
            "django.server": {"handlers": [], "propagate": True},
        },
    }
