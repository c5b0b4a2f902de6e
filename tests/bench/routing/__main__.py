"""`make bench-routing`: how well people are found on real questions, beside what others would use, as Markdown tables.

The data are sites in the format that tests/bench/routing/site.py tells of; without any, the invented sample is used,
which shows that the bench runs and little else. Where such data lie on your machine, set WHOKNOWS_ROUTING_DATA to their
folder: the tests then also hold our scores against those of the evaluator that comes with them.
"""

import json
import os
import platform
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Annotated

import typer

from bot.matching import meaning
from tests.bench.routing import joining as people_joining
from tests.bench.routing import peers, quality
from tests.bench.routing.inventing import SAMPLE
from tests.bench.routing.restarting import told_of_restarts
from tests.bench.routing.site import NoSite, Site, sites_in
from tests.bench.routing.speed import SIZES, told_of_sizes


def main(
    *,
    data: Annotated[
        list[Path] | None, typer.Option(help="A site's folder, or a folder of sites; may be repeated.")
    ] = None,
    labels_only: Annotated[
        bool, typer.Option("--labels-only", help="Forget all past help: a registry on its first day.")
    ] = False,
    joining: Annotated[
        bool, typer.Option("--joining", help="Measure also how people are found who are new, beside those with a past.")
    ] = False,
    speed: Annotated[bool, typer.Option("--speed", help="Measure also how fast it is in invented workspaces.")] = False,
    people: Annotated[
        list[int] | None,
        typer.Option(help="How many people those have; may be repeated.", show_default="1000, 10000 and 100000"),
    ] = None,
    rankings: Annotated[
        Path | None, typer.Option(help="Write WhoKnows' rankings of the one site there, a JSON object a line.")
    ] = None,
    markdown: Annotated[Path | None, typer.Option(help="Write what is printed there, too.")] = None,
) -> None:
    """Measure on this machine, offline."""
    outs = rankings, markdown
    with ExitStack() as stack:
        try:
            sites = _sites(data or [SAMPLE], only_one=rankings is not None)
            ranked, page = (stack.enter_context(out.open("w", encoding="utf-8")) if out else None for out in outs)
        except NoSite as refused:
            typer.echo(str(refused), err=True)
            raise typer.Exit(2) from None
        except OSError as refused:
            typer.echo(f"{refused.filename} cannot be opened: {refused.strerror}.", err=True)
            raise typer.Exit(2) from None
        if not data:
            _tell("The sample is invented: it shows that the bench runs, not how well real people are found.", page)
        for part in _parts(sites, ranked, labels_only=labels_only):
            _tell(part, page)
        for part in _parts_on_joining(sites) if joining else ():
            _tell(part, page)
        for part in _parts_on_speed(people or SIZES) if speed else ():
            _tell(part, page)


def _sites(folders: Sequence[Path], *, only_one: bool) -> list[Site]:
    sites = [site for folder in folders for site in sites_in(folder)]
    if only_one and len(sites) > 1:
        raise NoSite(f"--rankings is for one site, and here are {len(sites)}.")
    return sites


def _parts(sites: Sequence[Site], ranked: IO[str] | None, *, labels_only: bool) -> Iterator[str]:
    load = ", ".join(f"{share:.1f}" for share in os.getloadavg())
    yield f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load}."
    yield "95 % intervals in brackets. The last columns tell how far WhoKnows is ahead of those who are shown the same."
    if not peers.BM25_IS_INSTALLED:
        yield "bm25s is not installed, so its rows are missing; `make bench-routing` installs it."
    if not meaning.IS_INSTALLED:
        yield "The extra `semantic` is not installed, so its rows are missing."
    ours = quality.WHOKNOWS_BY_LABELS if labels_only else quality.WHOKNOWS
    every = []
    for site in sites:
        rankings = {way: way.rankings(site) for way in quality.ways(labels_only=labels_only)}
        if ranked is not None:
            ranked.writelines(
                json.dumps({"qid": name, "ranking": people}) + "\n" for name, people in rankings[ours].items()
            )
        every.append(quality.results(site, rankings))
        yield from quality.told_of(site, every[-1])
    if len(every) > 1:
        yield from quality.told_of_all(every)


def _parts_on_joining(sites: Sequence[Site]) -> Iterator[str]:
    for site in sites:
        yield from people_joining.told_of_halves(site)
        yield from people_joining.told_of_new_labels(site)


def _parts_on_speed(sizes: Sequence[int]) -> Iterator[str]:
    yield from told_of_sizes(sizes)
    yield from told_of_restarts(sizes)


def _tell(part: str, page: IO[str] | None) -> None:
    print(part, end="\n\n", flush=True)
    if page is not None:
        print(part, end="\n\n", file=page, flush=True)


if __name__ == "__main__":
    typer.run(main)
