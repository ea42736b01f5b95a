"""An administrative unit of a store, without its polygon."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredUnit:
    """A unit of level 0 (country) to 3. `code` is its P-code where the source has one."""

    number: int
    source_id: str
    level: int
    code: str
    name: str
    name_ar: str
    parent: int | None
