"""Django's `migrate`, which draws a new table's model without drawing all others anew.

For each table that a migration makes, Django renders every model that is related to it, directly or
not; since nearly all are related to a person, that is every model, hundreds of times. What is made
in the database needs the new model alone: nothing that stands refers to it yet. The schema is the
same (compared by `pg_dump`), in half the time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ModelState, ProjectState


class Command(migrate.Command):
    def handle(self, *arguments: Any, **options: Any) -> None:
        """Migrate as Django does."""
        with _new_models_alone():
            super().handle(*arguments, **options)


@contextmanager
def _new_models_alone() -> Iterator[None]:
    plain = ProjectState.add_model
    ProjectState.add_model = _add_model  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        ProjectState.add_model = plain  # type: ignore[method-assign]


def _add_model(state: ProjectState, model: ModelState) -> None:
    """Do what `ProjectState.add_model` does, without `reload_model`."""
    key = model.app_label, model.name_lower
    state.models[key] = model
    known = vars(state)  # asking the state for these would make them
    if known["_relations"] is not None:
        state.resolve_model_relations(key)
    if "apps" in known:
        state.apps.render_multiple([model])
