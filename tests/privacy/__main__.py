"""`make privacy`: lives many random histories on all cores and prints what was seen and what was broken."""

import multiprocessing
import os
import random
from typing import Annotated

import typer

from tests.privacy.histories import FROM_ONE_BEGINNING, Figures, live_portion


def main(
    *,
    histories: Annotated[int, typer.Option(help="How many random histories are lived.")] = 10_000,
    seed: Annotated[int | None, typer.Option(help="The first seed; a new one each time if left out.")] = None,
) -> None:
    """Live random histories and exit 1 when anybody could read what is not for them."""
    first = seed if seed is not None else random.randrange(1_000_000)
    portions = [
        range(start, min(start + FROM_ONE_BEGINNING, first + histories))
        for start in range(first, first + histories, FROM_ONE_BEGINNING)
    ]
    whole = Figures()
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        for figures in pool.imap_unordered(live_portion, portions):
            whole.add(figures)
            print(f"  {whole.line()}", flush=True)
    print(f"seed {first}: {whole.line()}")
    print("  " + ", ".join(f"{kind} {often}" for kind, often in sorted(whole.sights.items())))
    for what in whole.broken[:20]:
        print(f"  {what}")
    raise typer.Exit(1 if whole.broken else 0)


if __name__ == "__main__":
    typer.run(main)
