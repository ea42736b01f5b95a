"""Made-up incidents around real towns: the table that every builder of the benchmark gets.

Seeded, so that the same size is the same table on every machine. What matters for size and speed is
like the real thing: few towns have most of the incidents (Zipf), points scatter around their town,
numbers of killed are mostly small, texts repeat words but not sentences, addresses do not compress.
Nothing in it happened.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

import geomap

SEED = 20220203
TOWNS = 300
KINDS = ("strike", "shelling", "clash", "attack", "operation", "arrest", "sighting", "convoy")
_KIND_WEIGHTS = (0.24, 0.22, 0.16, 0.14, 0.08, 0.07, 0.05, 0.04)
FIRST_DAY = np.datetime64("2014-01-01")
DAYS = 3652  # ten years
TEXT_LENGTH = 120

_BOX = (35.6, 32.3, 42.4, 37.3)  # west, south, east, north of Syria, degrees
_TOWN_KINDS = {"city", "town", "village"}
_WHO = (
    "Unidentified gunmen", "A drone", "Government artillery", "Two warplanes", "A local council",
    "The self-administration", "An armed faction", "Border guards", "A patrol", "Tribal fighters",
    "Military police", "Cells of the organisation",
)  # fmt: skip
_DID = (
    "shelled", "searched", "opened fire at", "raided", "dropped leaflets over", "surrounded",
    "struck", "stopped traffic at", "blew up", "withdrew from",
)  # fmt: skip
_WHAT = (
    "a fuel depot", "the vegetable market", "a water station", "an empty school", "farm buildings",
    "a tanker", "the old grain silo", "a bakery", "a house on the outskirts", "a checkpoint",
    "olive groves", "a truck stop", "the railway yard", "a pumping plant", "a clinic",
)  # fmt: skip
_THEN = (
    "no one was hurt", "residents left for nearby villages", "the road stayed shut until evening",
    "medics took the injured to hospital", "several were led away", "power failed in the district",
    "witnesses gave differing accounts", "the fire was put out at night", "no side has claimed it",
    "a curfew was announced", "the toll could not be confirmed",
)  # fmt: skip
# Reserved names: nobody's site.
_SITES = tuple(f"{name}.example" for name in (
    "observatory", "network", "daily", "agency", "monitor", "channel", "radio", "archive",
    "press", "bulletin", "watch", "journal",
))  # fmt: skip


def real_towns() -> pd.DataFrame:
    """Return 300 towns of the gazetteer inside Syria's box: `name`, `lon`, `lat` (EPSG:4326)."""
    west, south, east, north = _BOX
    places = sorted(geomap.Gazetteer.open().places.values(), key=lambda place: place.place_id)
    towns = [
        (place.names[0].text, place.lon, place.lat)
        for place in places
        if place.kind in _TOWN_KINDS and place.lon is not None and place.lat is not None
        if west <= place.lon <= east and south <= place.lat <= north
    ]
    order = np.random.default_rng(SEED).permutation(len(towns))[:TOWNS]
    return pd.DataFrame([towns[i] for i in order], columns=["name", "lon", "lat"])


def make_incidents(size: int, towns: pd.DataFrame) -> pd.DataFrame:
    """Make a table of incidents.

    Parameters
    ----------
    size
        Number of rows.
    towns
        Where they happen, the busiest first: `name`, `lon`, `lat`.

    Returns
    -------
    pandas.DataFrame
        `date` (datetime64, whole days), `kind`, `place`, `lon`, `lat` (degrees, five decimals),
        `text` (120 characters), `killed_low`, `killed_high`, `url_1`, `url_2`.
    """
    chance = np.random.default_rng([SEED, size])
    weights = np.arange(1, len(towns) + 1) ** -0.9
    town = chance.choice(len(towns), size, p=weights / weights.sum())
    spread_deg = chance.gamma(2.0, 0.012, len(towns))[town]
    day = (chance.beta(1.3, 1.8, size) * DAYS).astype(int)
    low = chance.poisson(chance.gamma(0.4, 3, size))
    name = towns["name"].to_numpy(dtype=object)[town]
    return pd.DataFrame(
        {
            "date": FIRST_DAY + day.astype("timedelta64[D]"),
            "kind": np.array(KINDS, dtype=object)[chance.choice(len(KINDS), size, p=_KIND_WEIGHTS)],
            "place": name,
            "lon": (towns["lon"].to_numpy()[town] + chance.normal(0, spread_deg)).round(5),
            "lat": (towns["lat"].to_numpy()[town] + chance.normal(0, spread_deg)).round(5),
            "text": _texts(chance, name),
            "killed_low": low,
            "killed_high": low + chance.poisson(0.6, size),
            "url_1": _addresses(chance, 2014 + day // 366, 7),
            "url_2": _addresses(chance, np.full(size, "status", dtype=object), 10),
        }
    )


def _texts(chance: np.random.Generator, name: Sequence[str]) -> list[str]:
    def pick(words: Sequence[str]) -> np.ndarray:
        return np.array(words, dtype=object)[chance.integers(0, len(words), len(name))]

    parts = zip(
        pick(_WHO), pick(_DID), pick(_WHAT), chance.integers(1, 40, len(name)), name,
        chance.integers(0, 24, len(name)), chance.integers(0, 60, len(name)), pick(_THEN),
        pick(_THEN), strict=True,
    )  # fmt: skip
    texts = (
        f"{who} {did} {what} {km} km from {place} at {hour:02}:{minute:02}; {then}, {and_then}"
        for who, did, what, km, place, hour, minute, then, and_then in parts
    )
    return [text[:TEXT_LENGTH].ljust(TEXT_LENGTH, ".") for text in texts]


def _addresses(chance: np.random.Generator, folder: np.ndarray, digits: int) -> list[str]:
    site = np.array(_SITES, dtype=object)[chance.integers(0, len(_SITES), len(folder))]
    number = chance.integers(10 ** (digits - 2), 10**digits, len(folder))
    return [f"https://{s}/{f}/{n}" for s, f, n in zip(site, folder, number, strict=True)]
