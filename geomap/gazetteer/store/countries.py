"""Which country a user means by a name or an ISO code."""

from collections.abc import Mapping
from dataclasses import dataclass

from geomap.gazetteer.folding import keys
from geomap.gazetteer.store.errors import StoreError


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166-1 codes."""

    alpha_2: str
    alpha_3: str
    name: str


def find_country(text: str, *, other_names: Mapping[str, str]) -> Country:
    """Return the country with a name or an ISO 3166-1 code.

    Parameters
    ----------
    text
        "SY", "SYR", "syria", "Syrian Arab Republic" …
    other_names
        ISO alpha-2 code by name, for names that ISO does not list: "Turkey", "سوريا".

    Raises
    ------
    StoreError
        When no country is called so; it names those that come near.

    Examples
    --------
    >>> find_country("turkey", other_names={"Turkey": "TR"}).alpha_3
    'TUR'
    """
    # A tenth of a second that no other command must pay.
    import pycountry  # noqa: PLC0415

    asked = text.strip()
    codes = {keys(name)["letters"]: code for name, code in other_names.items()}
    try:
        found = pycountry.countries.lookup(codes.get(keys(asked)["letters"], asked))
    except LookupError:
        msg = f"no country is called {text!r}; give its English name or ISO code, such as SY"
        near = _nearest(asked)
        raise StoreError(f"{msg}. Near: {near}" if near else msg) from None
    return Country(found.alpha_2, found.alpha_3, getattr(found, "common_name", found.name))


def _nearest(text: str) -> str:
    import pycountry  # noqa: PLC0415 - as above

    try:
        near = pycountry.countries.search_fuzzy(text)
    except LookupError:
        return ""
    return ", ".join(f"{country.name} ({country.alpha_2})" for country in near[:3])
