"""Ask OpenStreetMap's Nominatim about a name that no gazetteer here has; never without being told.

The text leaves the machine and is seen by whoever runs the server. What comes back are candidates
"not checked": their score is 0, because nothing of ours vouches for them, and their order is the
server's. They never become a resolved place.

The public server's rules (https://operations.osmfoundation.org/policies/nominatim/): at most one
request a second, a user agent that names the program, answers kept and not asked for twice, no bulk
work, "© OpenStreetMap contributors" (ODbL 1.0) where they are shown.
"""

from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from geopy.adapters import URLLibAdapter
from geopy.exc import GeocoderRateLimited, GeocoderTimedOut, GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim

from geomap.errors import GeomapError
from geomap.gazetteer.answer_cache import Answer, AnswerCache, CacheError
from geomap.gazetteer.folding import clean
from geomap.gazetteer.model import Candidate, Location
from geomap.gazetteer.refusals import reason_to_refuse

PUBLIC_SERVER = "https://nominatim.openstreetmap.org"
UNCHECKED = "from Nominatim (OpenStreetMap, ODbL), not checked"
CACHE_FILE = "nominatim.sqlite"

_SECONDS_BETWEEN_REQUESTS = 1
_TIMEOUT_S = 10
_MOST_CANDIDATES = 5
_UNSAID = "no name"


class OnlineLookUpError(GeomapError, ConnectionError):
    """Nominatim could not be asked, or did not answer in its form.

    Attributes
    ----------
    server
        The base address that was asked.
    """

    def __init__(self, server: str, reason: str) -> None:
        self.server = server
        super().__init__(
            f"Nominatim at {server!r} {reason}; try again later, or leave --online out: "
            f"everything else works without a network"
        )


class OnlineHelp:
    """A Nominatim server with its cache on disk and its pace.

    Parameters
    ----------
    cache_folder
        Where answers are kept, in `nominatim.sqlite`; made when it is missing.
    server
        Base address, `http://…` or `https://…`; the public server, or one's own.
    timeout_s
        Seconds to wait for an answer.

    Raises
    ------
    OnlineLookUpError
        When the address is none of that form.
    """

    def __init__(
        self, cache_folder: Path, *, server: str = PUBLIC_SERVER, timeout_s: float = _TIMEOUT_S
    ) -> None:
        parts = urlsplit(server)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query:
            reason = f"is no address; expected one such as {PUBLIC_SERVER!r}"
            raise OnlineLookUpError(server, reason)
        self._server = server.rstrip("/")
        self._cache = AnswerCache(cache_folder / CACHE_FILE)
        self._timeout_s = timeout_s
        geocoder = Nominatim(
            domain=f"{parts.netloc}{parts.path}".rstrip("/"),
            scheme=parts.scheme,
            user_agent=f"geomap/{metadata.version('geomap')}",
            timeout=timeout_s,
            # The requests adapter, which geopy prefers, tries again at once: over the pace.
            adapter_factory=URLLibAdapter,
        )
        self._geocode = RateLimiter(
            geocoder.geocode,
            min_delay_seconds=_SECONDS_BETWEEN_REQUESTS,
            max_retries=0,
            swallow_exceptions=False,
        )

    def look_up(self, text: str) -> tuple[Candidate, ...]:
        """Return what the server, or its kept answer, says a name may be; often nothing.

        Raises
        ------
        OnlineLookUpError
            When the server cannot be reached, refuses, or answers nonsense. Nothing is kept then.
        """
        if reason_to_refuse(text):
            return ()
        asked = clean(text)
        try:
            answer = self._cache.read(self._server, asked)
            if answer is None:
                answer = self._ask(asked)
                self._cache.keep(self._server, asked, answer)
        except CacheError as error:
            reason = f"has rules that ask for a cache, but {error}; choose a folder with --cache"
            raise OnlineLookUpError(self._server, reason) from None
        return _candidates_from(answer)

    def _ask(self, text: str) -> Answer:
        try:
            found = self._geocode(text, exactly_one=False, limit=_MOST_CANDIDATES)
        except GeocoderTimedOut:
            raise OnlineLookUpError(
                self._server, f"did not answer within {self._timeout_s:g} s"
            ) from None
        except GeocoderRateLimited:
            raise OnlineLookUpError(self._server, "asks to be asked less often") from None
        except (GeopyError, ValueError, KeyError, TypeError, AttributeError) as error:
            # geopy lets through whatever a server's odd answer trips over.
            reason = f"could not be asked ({type(error).__name__}: {str(error)[:200]})"
            raise OnlineLookUpError(self._server, reason) from None
        return [
            {**_kept_fields(result.raw), "lon": result.longitude, "lat": result.latitude}
            for result in found or ()
        ]


def look_up_online(
    text: str, *, cache_folder: Path, server: str = PUBLIC_SERVER, timeout_s: float = _TIMEOUT_S
) -> tuple[Candidate, ...]:
    """Return what Nominatim says a name may be, as candidates that nobody has checked.

    For more than one name make one `OnlineHelp` and ask it: it keeps the pace of a request a
    second. Parameters and errors are those of `OnlineHelp`.
    """
    return OnlineHelp(cache_folder, server=server, timeout_s=timeout_s).look_up(text)


def add_online_candidates(location: Location, online: OnlineHelp) -> Location:
    """Return an unresolved answer with online candidates added; any other as it is.

    The answer stays `unresolved`.

    Raises
    ------
    OnlineLookUpError
        As `OnlineHelp.look_up`.
    """
    if location.status != "unresolved":
        return location
    found = online.look_up(location.query)
    said = (
        f"Nominatim names {len(found)} candidates, not checked: © OpenStreetMap contributors, ODbL."
        if found
        else "Nominatim knows no such name either."
    )
    return replace(
        location,
        explanation=f"{location.explanation} {said}",
        candidates=(*location.candidates, *found),
    )


def _kept_fields(raw: dict[str, Any]) -> dict[str, Any]:
    names = ("osm_type", "osm_id", "display_name", "class", "category", "type")
    return {name: raw[name] for name in names if name in raw}


def _candidates_from(answer: Answer) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            place_id=f"osm:{result.get('osm_type', 'object')}/{result.get('osm_id', '?')}",
            name=_readable(str(result.get("display_name") or _UNSAID)),
            kind=str(result.get("type") or "unknown"),
            lon=result["lon"],
            lat=result["lat"],
            score=0.0,
            reason=UNCHECKED,
        )
        for result in answer
    )


def _readable(text: str) -> str:
    """Return a text in one line without control and bidirectional marks."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
