"""What a command says on standard error, and how it ends when it cannot go on."""

import typer
from rich.console import Console

errors = Console(stderr=True)
"""Standard error: what is said there is no result."""


def tell(sentence: str) -> None:
    """Say a sentence to whoever watches."""
    errors.print(sentence, markup=False, highlight=False, soft_wrap=True)


def stop(sentence: str, code: int = 1) -> typer.Exit:
    """Say why the command ends; raise what this returns."""
    tell(sentence)
    return typer.Exit(code)
