"""`make consent`: lives many random histories on all cores and prints what was seen and what was broken."""

import multiprocessing
import os
import random
from typing import Annotated

import typer

from tests.consent.histories import Figures, live_all


def main(
    *,
    histories: Annotated[int, typer.Option(help="How many random histories are lived.")] = 10_000,
    seed: Annotated[int | None, typer.Option(help="The first seed; a new one each time if left out.")] = None,
) -> None:
    """Live random histories and exit 1 when anything was shown or used before a yes, or told of a no."""
    first = seed if seed is not None else random.randrange(1_000_000)
    portion = max(histories // (8 * (os.cpu_count() or 1)), 1)
    portions = [
        range(start, min(start + portion, first + histories)) for start in range(first, first + histories, portion)
    ]
    whole = Figures()
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        for figures in pool.imap_unordered(live_all, portions):
            whole.add(figures)
            print(f"  {whole.line()}", flush=True)
    print(f"seed {first}: {whole.line()}")
    for what in whole.broken[:20]:
        print(f"  {what}")
    raise typer.Exit(1 if whole.broken else 0)


if __name__ == "__main__":
    typer.run(main)
