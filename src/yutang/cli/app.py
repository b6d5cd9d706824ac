"""The `yutang` command. Every sub-command imports what it needs only when it runs."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from yutang.cli import facts, forecasts, imports, maps, people, places

app = typer.Typer(
    name="yutang",
    help="Yutang 鱼塘: a county sells its farm goods live, with evidence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(facts.app, name="facts")
app.add_typer(maps.app, name="maps")
app.add_typer(places.app, name="places")
app.add_typer(people.app, name="people")
app.add_typer(imports.app, name="import")
app.add_typer(forecasts.app, name="forecast")


@app.command()
def serve(
    gates: Annotated[
        str | None,
        typer.Option(
            metavar="N",
            help="Gate processes behind the one port, 1 to 8 (or YUTANG_GATES): one for each "
            "15,000 viewers, and no more than cores. Linux only.",
        ),
    ] = None,
    dev: Annotated[
        bool,
        typer.Option(
            "--dev", help="Take up changes of the code while running; only on this machine."
        ),
    ] = False,
) -> None:
    """Run the platform behind one address (PORT=8000, YUTANG_DATA=.data)."""
    from yutang.cli.serve import serve as run

    run(gates, follow_changes=dev)


@app.command()
def demo(
    speed: Annotated[
        float, typer.Option(min=0.1, max=50, help="How much faster than people the buyers are.")
    ] = 1.0,
    still: Annotated[
        bool,
        typer.Option("--still", help="The goods and the sale only: no picture, host or buyers."),
    ] = False,
    stop: Annotated[bool, typer.Option("--stop", help="Stop the demo that is running.")] = False,
) -> None:
    """Run the Hebei sale, live, with labelled rehearsal buyers."""
    from yutang.cli.demo import command

    if stop:
        command.stop()
    else:
        command.demo(speed=speed, still=still)


@app.command()
def broadcast(
    sale: Annotated[int, typer.Argument(help="The sale's number, as in its address.")],
    source: Annotated[str, typer.Argument(help="A video file, or an rtmp:// or http:// stream.")],
    loop: Annotated[bool, typer.Option("--loop", help="Begin anew at the end.")] = False,
) -> None:
    """Broadcast a file or a stream into a sale, as the host's camera would."""
    from yutang.cli.broadcast import broadcast as run

    run(sale, source, loop=loop)


@app.command()
def verify(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Check every invariant on the live data; exit 1 when one is broken, and say which rows."""
    from yutang.cli.verify import verify as run

    run(as_json=as_json)


@app.command()
def identify(  # noqa: PLR0917 - one command, its options
    criteria: Annotated[
        str, typer.Option(help="A criterion, for example taobao-village@2019 or taobao-town.")
    ],
    period: Annotated[
        str, typer.Option(help="Months, both included: 2018-07..2019-06; or a year.")
    ] = "",
    place: Annotated[
        str, typer.Option(help="Code of a place, or its name; without it the whole country.")
    ] = "",
    villages: Annotated[
        Path | None,
        typer.Option(help="Count a list instead: CSV or XLSX of province, city … village."),
    ] = None,
    form: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
    near: Annotated[bool, typer.Option("--near", help="Only near misses.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the verdicts.")] = False,
    complete: Annotated[
        bool, typer.Option("--complete", help="All shops there are imported: none means none.")
    ] = False,
    poor_area: Annotated[
        bool | None,
        typer.Option("--poor-area/--no-poor-area", help="All of it lies in poor areas, or none."),
    ] = None,
) -> None:
    """Tell which places meet a criterion, which nearly do, and what they lack."""
    from yutang.cli import identify as command

    if villages is not None:
        command.identify_list(criteria, villages)
        return
    command.identify(
        criteria=criteria,
        place=place,
        period=period,
        near=near,
        form=command.form_from(form),
        keep=keep,
        complete=complete,
        poor_area=poor_area,
    )


@app.command()
def simulate(
    seeds: Annotated[int, typer.Option(min=1, help="How many stories to try.")] = 2_000,
    seed: Annotated[int | None, typer.Option(help="Tell the story of this seed.")] = None,
    steps: Annotated[int, typer.Option(min=1, help="Deeds in each story.")] = 30,
) -> None:
    """Try the rules of a sale with random stories in one process; exit 1 when one breaks them."""
    from yutang.cli.simulate import simulate as run

    run(seeds=seeds, seed=seed, steps=steps)


@app.command("export-rows")
def export_rows(
    folder: Annotated[Path, typer.Argument(help="Where lots.csv, orders.csv and others go.")],
) -> None:
    """Write lots, orders and their moves as CSV, without personal data, for anybody to recount."""
    from yutang.cli.export import export_rows as run

    run(folder)


@app.command()
def bench(  # noqa: PLR0917 - one command, its options
    seconds: Annotated[float, typer.Option(min=0.5, help="How long each thing is measured.")] = 5.0,
    viewers: Annotated[
        int, typer.Option(min=10, max=30_000, help="How many viewers watch, at two gates.")
    ] = 2_000,
    large: Annotated[
        bool, typer.Option("--large", help="Beside 10 million stored orders; takes minutes.")
    ] = False,
    villages: Annotated[
        bool,
        typer.Option(
            "--villages",
            help="Instead: the nation's villages identified by 10 million shop-months.",
        ),
    ] = False,
    insurance: Annotated[
        bool,
        typer.Option("--insurance", help="Instead: registers of 171,400 people enrolled."),
    ] = False,
    facts_publish: Annotated[
        bool,
        typer.Option("--facts-publish", help="Instead: a day of 140,000 orders becomes facts."),
    ] = False,
    report_card: Annotated[
        bool,
        typer.Option(
            "--report-card",
            help="Instead: a province's year over 10 and 100 million order lines; takes 20 minutes"
            " and 8 GB of disk.",
        ),
    ] = False,
) -> None:
    """Measure order intake and viewers on this machine; prints ratios, keeps JSON."""
    if report_card:
        from yutang.cli.bench.report_card import bench_card

        bench_card()
        return
    if facts_publish:
        from yutang.cli.bench.facts_publish import bench_facts

        bench_facts(seconds)
        return
    if insurance:
        from yutang.cli.bench.insuring import bench_insurance

        bench_insurance()
        return
    if villages:
        from yutang.cli.bench.identifying import bench_villages

        bench_villages()
        return
    from yutang.cli.bench.command import bench as run

    run(seconds=seconds, viewers=viewers, large=large)


@app.command()
def rehearse(  # noqa: PLR0917 - one command, its options
    sale: Annotated[
        str, typer.Argument(help="The sale's number, or hebei-2019 for the yardstick.")
    ] = "",
    buyers: Annotated[int, typer.Option(min=1, max=200_000, help="Synthetic buyers.")] = 2_000,
    minutes: Annotated[float, typer.Option(min=0.05, max=600, help="How long it is live.")] = 5.0,
    curve: Annotated[
        str, typer.Option(help="steady, spike-at-golive or spike-at-pin.")
    ] = "spike-at-golive",
    seed: Annotated[int | None, typer.Option(min=0, help="The same seed, the same plan.")] = None,
    speed: Annotated[
        str, typer.Option(help="How much faster than planned; max only for hebei-2019.")
    ] = "",
    faults: Annotated[
        str, typer.Option(help="gate,worker,database (the default), some of them, or none.")
    ] = "",
    parcels_hour: Annotated[
        float | None, typer.Option(min=0.1, help="Parcels an hour that one packer packs.")
    ] = None,
    packers: Annotated[int, typer.Option(min=1, help="How many pack.")] = 1,
    even_live: Annotated[
        bool, typer.Option("--even-live", help="Although a sale is on the air here.")
    ] = False,
    remove: Annotated[
        str | None, typer.Option(help="Take a rehearsal away: its number, or all.")
    ] = None,
    entries: Annotated[
        int | None, typer.Option(min=0, help="hebei-2019: entries to the room.")
    ] = None,
    orders_only: Annotated[
        bool, typer.Option("--orders-only", help="hebei-2019: no entries.")
    ] = False,
    attempts: Annotated[
        int | None, typer.Option(min=21, help="hebei-2019: wishes to buy, instead of its own.")
    ] = None,
    gates: Annotated[int, typer.Option(min=1, max=16, help="hebei-2019: gates.")] = 1,
) -> None:
    """Rehearse a sale's rush on the real server, or replay the yardstick; prints what came."""
    from yutang.cli.rehearsal import asked

    asked.run(
        asked.Asked(
            sale=sale,
            buyers=buyers,
            minutes=minutes,
            curve=curve,
            seed=seed,
            speed=speed,
            faults=faults,
            parcels_hour=parcels_hour,
            packers=packers,
            even_live=even_live,
            remove=remove,
            entries=0 if orders_only else entries,
            attempts=attempts,
            gates=gates,
        )
    )


@app.command()
def tokens(
    count: Annotated[int, typer.Argument(min=1, max=100_000, help="How many passes.")],
) -> None:
    """Print buyer passes of fresh demo accounts, one a line; only where all data is a demo."""
    from yutang.cli.tokens import tokens as run

    run(count)


@app.command()
def report(
    place: Annotated[
        str, typer.Option(help="A code of any level, a name, or `all` for the whole country.")
    ],
    year: Annotated[int, typer.Option(help="The year of the card.")],
    lang: Annotated[str, typer.Option(help="zh or en.")] = "en",
    as_json: Annotated[
        bool, typer.Option("--json", help="The values as JSON, signed when the card is locked.")
    ] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Recompute every number from its exported rows.")
    ] = False,
) -> None:
    """Print the report card of a place and a year; ends with 1 when a number is not its rows."""
    from yutang.cli.report import report as run

    run(place, year, lang=lang, as_json=as_json, verify=verify)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def manage(context: typer.Context) -> None:
    """Run one of Django's own management commands, such as `migrate --plan`."""
    from yutang.cli import boot

    boot.django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["yutang manage", *context.args])


def main() -> None:
    """Run the command; a refusal, and what the machine lacks, is told and ends with 1."""
    from yutang.cli.obstacles import obstacle
    from yutang.kernel.errors import Refusal

    try:
        app()
    except Refusal as refusal:
        typer.echo(refusal.sentence("en"), err=True)
        sys.exit(1)
    except Exception as error:
        told = obstacle(error)
        if told is None:
            raise
        typer.echo(told, err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
