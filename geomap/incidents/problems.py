"""What is wrong with a dataset: one `Problem` a finding, and the error that lists them all.

Values are shown with `repr`, so control characters, quotes and right-to-left marks in hostile
text stay visible and cannot act on a terminal. The message is capped for each repeated kind of
finding, never silently: it says how many more there are, and `InvalidDatasetError.problems`
carries every one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from geomap.errors import GeomapError

SHOWN_OF_A_KIND = 5
_LONGEST_VALUE = 120
_LIKENESS_NEEDED = 70
# Comparing one value with a hundred thousand ids, for each of many bad rows, would take minutes.
_MOST_CHOICES = 5_000


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: where it stands, what was found, what was expected, what to do.

    `row` is the line number in the file (the header is line 1), None when the finding is about a
    whole file; `column` is None when it is about a whole row; `value` is the text as it stands in
    the file, None when there is none to show.
    """

    file: str
    row: int | None
    column: str | None
    value: str | None
    expected: str
    advice: str = ""

    def __str__(self) -> str:
        """Write the finding as one line."""
        where = [self.file]
        if self.row is not None:
            where.append(f"row {self.row}")
        if self.column is not None:
            where.append(f"column {self.column!r}")
        found = "" if self.value is None else f"found {_shorten(self.value)!r}; "
        advice = f" ({self.advice})" if self.advice else ""
        return f"{', '.join(where)}: {found}expected {self.expected}{advice}"


class InvalidDatasetError(GeomapError, ValueError):
    """A dataset has problems; the message lists them, `problems` carries every one."""

    def __init__(self, dataset: str, problems: Sequence[Problem]) -> None:
        """Keep the problems and write the message."""
        self.dataset = dataset
        self.problems = tuple(problems)
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        lines = [f"{count} in the dataset {dataset!r}:", *format_problems(self.problems)]
        super().__init__("\n".join(lines))


def format_problems(problems: Iterable[Problem]) -> list[str]:
    """Write problems as lines, each kind (same file, column, expectation) a few times at most.

    Parameters
    ----------
    problems
        In the order in which they are to be listed.

    Returns
    -------
    list of str
        One line a problem; a kind with more than five ends with "and N more like this".
    """
    kinds: dict[tuple[str, str | None, str], list[Problem]] = {}
    for problem in problems:
        kinds.setdefault((problem.file, problem.column, problem.expected), []).append(problem)
    lines = []
    for alike in kinds.values():
        lines += [f"  {problem}" for problem in alike[:SHOWN_OF_A_KIND]]
        hidden = alike[SHOWN_OF_A_KIND:]
        if len(hidden) == 1:
            lines.append(f"  {hidden[0]}")
        elif hidden:
            lines.append(f"  … and {len(hidden):,} more like this in {alike[0].file}")
    return lines


def did_you_mean(value: str, choices: Iterable[str]) -> str:
    """Suggest the choice that looks most like `value`, or nothing when none does.

    Examples
    --------
    >>> did_you_mean("strik", ["operation", "strike"])
    "did you mean 'strike'?"
    >>> did_you_mean("Strike", ["operation", "strike"])
    "did you mean 'strike'?"
    >>> did_you_mean("picnic", ["operation", "strike"])
    ''
    """
    candidates = list(choices)
    if not value.strip() or len(candidates) > _MOST_CHOICES:
        return ""
    found = process.extractOne(
        value,
        candidates,
        scorer=fuzz.ratio,
        processor=lambda text: text.strip().casefold(),
        score_cutoff=_LIKENESS_NEEDED,
    )
    return f"did you mean {found[0]!r}?" if found else ""


def list_choices(choices: Sequence[str]) -> str:
    """Write choices as `one of a, b, c`.

    Examples
    --------
    >>> list_choices(["rows", "none"])
    'one of rows, none'
    """
    return f"one of {', '.join(choices)}"


def _shorten(value: str) -> str:
    return value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 1] + "…"
