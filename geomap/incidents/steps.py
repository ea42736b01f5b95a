"""Tells on a terminal which step of a long reading goes on; quiet before a second and in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

_SILENT_S = 1.0


@contextmanager
def told_steps(count: int) -> Iterator[Callable[[str], None]]:
    """Give a function that is called with the name of each step as it begins.

    Parameters
    ----------
    count
        How many steps there are.
    """
    if not sys.stderr.isatty():
        # A bar that shows nothing still asks for a lock between processes.
        yield lambda _: None
        return
    with tqdm(total=count, delay=_SILENT_S, leave=False, mininterval=0, unit="step") as bar:

        def begin(name: str) -> None:
            bar.set_description(name, refresh=False)
            bar.update(1)

        yield begin
