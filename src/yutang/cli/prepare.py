"""What must be in place before the processes start: texts, tables, static files."""

import io
import sys

from yutang.cli import boot


def prepare() -> None:
    """Compile the texts, bring the tables up to date, collect the static files."""
    boot.django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    # Django warns of files that several apps bring; the first is taken, as meant.
    call_command("collectstatic", verbosity=0, interactive=False, stdout=io.StringIO())


def main() -> None:
    """Prepare; what the machine lacks is told and ends with 1."""
    from yutang.cli.obstacles import obstacle

    try:
        prepare()
    except Exception as error:
        told = obstacle(error)
        if told is None:
            raise
        sys.exit(told)


if __name__ == "__main__":
    main()
