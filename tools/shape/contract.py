"""A contract for import-linter: a room is entered by its doors only."""

from pathlib import Path

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, output
from tools.shape import imports

ROOMS = Path(__file__).resolve().parents[2] / "src" / "yutang"
GUIDANCE = (
    "A room is entered by access, actions, queries, rules and errors, and by the other doors that"
    " its README names.\nCall one of these; where none has what is needed, give the room a verb or"
    " a read for it."
)


class Doors(Contract):  # type: ignore[misc,unused-ignore]
    """Broken by every import from one room into a module of another that is no door of it."""

    type_name = "doors"

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 - as import-linter calls it
        named = {room.name: imports.doors(room) for room in ROOMS.iterdir() if room.is_dir()}
        past = imports.past_the_doors(imports.of(graph, "yutang"), named)
        return ContractCheck(kept=not past, metadata={"past": past})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["past"]:
            output.print_error(f"- {importer} → {imported}")
        output.new_line()
        output.print_error(GUIDANCE, bold=False)
