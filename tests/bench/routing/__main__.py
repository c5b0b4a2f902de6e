"""`make bench-routing`: how well people are found on real questions, beside what others would use, as Markdown tables.

The data are sites in the format that tests/bench/routing/site.py tells of; without any, the invented sample is used,
which shows that the bench runs and little else. Where such data lie on your machine, set WHOKNOWS_ROUTING_DATA to their
folder: the tests then also hold our scores against those of the evaluator that comes with them.
"""

import os
import platform
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Annotated

import typer

from tests.bench.routing import peers, quality
from tests.bench.routing.inventing import SAMPLE
from tests.bench.routing.site import NoSite, Site, sites_in


def main(
    *,
    data: Annotated[
        list[Path] | None, typer.Option(help="A site's folder, or a folder of sites; may be repeated.")
    ] = None,
    labels_only: Annotated[
        bool, typer.Option("--labels-only", help="Forget all past help: a registry on its first day.")
    ] = False,
    markdown: Annotated[Path | None, typer.Option(help="Write what is printed there, too.")] = None,
) -> None:
    """Measure on this machine, offline."""
    with ExitStack() as stack:
        try:
            sites = [site for folder in data or [SAMPLE] for site in sites_in(folder)]
            page = stack.enter_context(markdown.open("w", encoding="utf-8")) if markdown else None
        except (NoSite, OSError) as refused:
            typer.echo(str(refused), err=True)
            raise typer.Exit(2) from None
        for part in _parts(sites, labels_only=labels_only):
            _tell(part, page)


def _parts(sites: Sequence[Site], *, labels_only: bool) -> Iterator[str]:
    load = ", ".join(f"{share:.1f}" for share in os.getloadavg())
    yield f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load}. 95 % intervals in brackets."
    if not peers.BM25_IS_INSTALLED:
        yield "bm25s is not installed, so its rows are missing; `make bench-routing` installs it."
    every = []
    for site in sites:
        ways = quality.ways(labels_only=labels_only)
        results = {way.name: quality.measured(site, way.rankings(site)) for way in ways}
        yield from quality.told_of(site, results)
        every.append(results)
    if len(every) > 1:
        yield from quality.told_of_all(every)


def _tell(part: str, page: IO[str] | None) -> None:
    print(part, end="\n\n", flush=True)
    if page is not None:
        print(part, end="\n\n", file=page, flush=True)


if __name__ == "__main__":
    typer.run(main)
