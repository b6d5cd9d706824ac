"""Structured logs: one JSON object a line, constant event names, no personal data."""

import logging
import sys

import structlog


def set_up(process: str, *, pretty: bool | None = None) -> None:
    """Send this process's logs to standard error: JSON, or for a person at a terminal."""
    for_person = sys.stderr.isatty() if pretty is None else pretty
    renderer = (
        structlog.dev.ConsoleRenderer() if for_person else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(process=process)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
