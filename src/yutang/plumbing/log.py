"""Structured logs: one JSON object a line, constant event names, no personal data."""

import logging
import sys
from typing import Any, TextIO, cast

import structlog


class _StandardError:
    """Standard error as it is when something is written; loggers outlive what stood there once."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def set_up(process: str, *, pretty: bool | None = None) -> None:
    """Send this process's logs to standard error: JSON, or for a person at a terminal.

    What libraries log through the standard library comes out in the same form.
    """
    for_person = sys.stderr.isatty() if pretty is None else pretty
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    renderer: structlog.types.Processor = (
        structlog.dev.ConsoleRenderer() if for_person else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=cast("TextIO", _StandardError())),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(process=process)
    handler = logging.StreamHandler(_StandardError())
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, _named(process)], processors=[remove, renderer]
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def _named(process: str) -> structlog.types.Processor:
    """Name the process in lines of threads that never saw `set_up`."""

    def add(_logger: object, _method: str, event: structlog.types.EventDict) -> Any:
        event.setdefault("process", process)
        return event

    return add
