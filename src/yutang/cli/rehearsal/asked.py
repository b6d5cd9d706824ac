"""What was asked on the command line, read and checked; then the rehearsal, the yardstick or the
removal.
"""

import secrets
import signal
import sys
from dataclasses import dataclass

import typer

from yutang.cli.rehearsal import plan
from yutang.cli.rehearsal.plan import FaultKind, Settings
from yutang.kernel.ids import row_id

YARDSTICK = "hebei-2019"
SPEED_MOST = 1_000.0
_SEEDS = 1_000_000


@dataclass(frozen=True)
class Asked:
    """The options as they were written."""

    sale: str
    buyers: int
    minutes: float
    curve: str
    seed: int | None
    speed: str
    faults: str
    parcels_hour: float | None
    packers: int
    even_live: bool
    remove: str | None
    entries: int | None
    attempts: int | None
    gates: int


def run(asked: Asked) -> None:
    """Do what was asked; what cannot be done is told, and ends with 2."""
    # Being asked to stop is a way to end: what was begun is ended and taken away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    if asked.remove is not None:
        from yutang.cli.rehearsal.command import remove

        remove(asked.remove)
    elif asked.sale == YARDSTICK:
        from yutang.cli.rehearsal import replay

        replay.replay(
            replay.Options(
                seed=seed_of(asked),
                speed=0.0 if asked.speed in ("", "max") else speed_of(asked.speed),
                entries=asked.entries,
                attempts=asked.attempts,
                gates=asked.gates,
                faults=faults_of(asked.faults) if asked.faults else (),
            )
        )
    else:
        from yutang.cli.rehearsal.command import Options, rehearse

        rehearse(
            Options(
                sale=sale_of(asked.sale),
                settings=settings_of(asked),
                speed=speed_of(asked.speed or "1"),
                parcels_hour=asked.parcels_hour * asked.packers if asked.parcels_hour else None,
                even_live=asked.even_live,
            )
        )


def settings_of(asked: Asked) -> Settings:
    """Return what is drawn; a live sale's server is not hurt unless that was asked for."""
    if asked.curve not in plan.CURVES:
        raise typer.BadParameter(f"--curve is one of {', '.join(plan.CURVES)}.")
    unsaid = () if asked.even_live else plan.FAULTS
    return Settings(
        seed=seed_of(asked),
        buyers=asked.buyers,
        seconds=asked.minutes * 60,
        curve=asked.curve,
        faults=faults_of(asked.faults) if asked.faults else unsaid,
    )


def sale_of(text: str) -> int:
    sale = row_id(text)
    if not sale:
        raise typer.BadParameter(
            f"SALE is the sale's number, as in its address /live/NUMBER/, or {YARDSTICK}; "
            f"not {text!r}."
        )
    return sale


def seed_of(asked: Asked) -> int:
    return secrets.randbelow(_SEEDS) if asked.seed is None else asked.seed


def speed_of(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0 < speed <= SPEED_MOST:
        raise typer.BadParameter(
            f"--speed is a number over 0 and up to {SPEED_MOST:g} (or max, for {YARDSTICK})."
        )
    return speed


def faults_of(text: str) -> tuple[FaultKind, ...]:
    """Return the faults named, in their usual order; `none` is none, `all` is all."""
    named = {part.strip() for part in text.split(",")} - {""}
    if named == {"none"}:
        return ()
    if named == {"all"}:
        return plan.FAULTS
    if not named <= set(plan.FAULTS):
        raise typer.BadParameter(f"--faults names {', '.join(plan.FAULTS)}, all or none.")
    return tuple(kind for kind in plan.FAULTS if kind in named)
