"""The atlas's own words, and measures and qualifiers as headings and hedges."""

from collections.abc import Mapping

from geomap.render.payload import Lang
from geomap.render.words import WORDS

_OWN: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "incidents_per_period": "Incidents over time",
        "bars_note": (
            "By kind. Solid: surely in the period. Hatched: possibly, for the day is not "
            "known well enough. A gap is time without a report in this dataset; it does not "
            "mean that nothing happened. A bar opens its map."
        ),
        "totals_over_time": "What reports sum up",
        "totals_note": (
            "Sums as each report gives them, by measure and publisher. They repeat "
            "incidents and one another, and are never added up. A bar is as wide as the "
            "days it sums; a dot is a count that runs from an earlier day."
        ),
        "running_count": "running counts",
        "all_totals": "All totals as a table",
        "days": "Days",
        "what": "What",
        "figure": "Figure",
        "who_says": "Who says",
        "how_to_read": "How to read the small maps",
        "key_point": "A symbol: a named place",
        "key_area": "Hatched: somewhere in this area, no point is known",
        "key_possible": "Hatched symbol: possibly in the period",
        "key_reported": "Pale: reported, not confirmed",
        "key_journey": "Curve: a journey, dashed when only its ends are known",
        "key_stands": "Grey square: a site that merely stood",
        "sites_changed": "Sites that changed",
        "not_drawn": "Incidents not in the picture",
        "only_sums": "Reports of this period give only sums:",
        "years": "Years",
        "no_incident": "No incident",
        "map_of": "Map",
        # measures, and how a source hedges them
        "killed": "Killed",
        "injured": "Injured",
        "arrested": "Arrested",
        "released": "Released",
        "missing": "Missing",
        "displaced": "Displaced",
        "unknown_fate": "Fate unknown",
        "people": "People",
        "visitors": "Visitors",
        "bodies": "Bodies",
        "vehicles": "Vehicles",
        "batches": "Batches of convoys",
        "aircraft": "Aircraft",
        "drones": "Drones",
        "flights": "Flights",
        "patrols": "Patrols",
        "operations": "Operations",
        "exercises": "Exercises",
        "attacks": "Attacks",
        "strikes": "Strikes",
        "rockets": "Rockets",
        "missiles": "Missiles",
        "shells": "Shells",
        "explosions": "Explosions",
        "targets": "Targets",
        "bases": "Bases",
        "buildings": "Buildings",
        "minutes": "Minutes",
        "area_km2": "Area, km²",
        "statement": "Statements",
        "at_least": "at least",
        "about": "about",
        "nearly": "nearly",
        "more_than": "more than",
        "up_to": "up to",
    },
    "ar": {
        "incidents_per_period": "الحوادث عبر الزمن",
        "bars_note": (
            "حسب النوع. الممتلئ: في الفترة حتماً. المخطط: ربما، لأن اليوم غير معروف بدقة "
            "كافية. الفراغ زمن لا تقرير عنه في هذه البيانات، ولا يعني أن شيئاً لم يحدث. كل "
            "عمود يفتح خريطته."
        ),
        "totals_over_time": "ما تجمعه التقارير",
        "totals_note": (
            "مجاميع كما يوردها كل تقرير، حسب المقياس والناشر. تكرر حوادث ويكرر بعضها بعضاً، "
            "ولا تُجمع أبداً. عرض الشريط بعدد الأيام التي يجمعها، والنقطة عدّ متراكم منذ "
            "يوم سابق."
        ),
        "running_count": "عدّ متراكم",
        "all_totals": "كل المجاميع في جدول",
        "days": "الأيام",
        "what": "ماذا",
        "figure": "العدد",
        "who_says": "القائل",
        "how_to_read": "كيف تُقرأ الخرائط الصغيرة",
        "key_point": "رمز: مكان مسمّى",
        "key_area": "مخطط: في مكان ما من هذه المنطقة، دون نقطة معروفة",
        "key_possible": "رمز مخطط: ربما في الفترة",
        "key_reported": "باهت: ورد في تقارير ولم يتأكد",
        "key_journey": "منحنى: مسير، ومتقطع إذا لم يُعرف سوى طرفيه",
        "key_stands": "مربع رمادي: موقع قائم لم يتغير",
        "sites_changed": "مواقع تغيّرت",
        "not_drawn": "حوادث ليست في الصورة",
        "only_sums": "تقارير هذه الفترة تكتفي بالمجاميع:",
        "years": "السنوات",
        "no_incident": "لا حوادث",
        "map_of": "خريطة",
        # measures, and how a source hedges them
        "killed": "قتلى",
        "injured": "جرحى",
        "arrested": "معتقلون",
        "released": "مفرج عنهم",
        "missing": "مفقودون",
        "displaced": "نازحون",
        "unknown_fate": "مصير مجهول",
        "people": "أشخاص",
        "visitors": "زوار",
        "bodies": "جثث",
        "vehicles": "آليات",
        "batches": "دفعات",
        "aircraft": "طائرات",
        "drones": "طائرات مسيّرة",
        "flights": "رحلات جوية",
        "patrols": "دوريات",
        "operations": "عمليات",
        "exercises": "تدريبات",
        "attacks": "هجمات",
        "strikes": "ضربات",
        "rockets": "صواريخ",
        "missiles": "صواريخ موجّهة",
        "shells": "قذائف",
        "explosions": "انفجارات",
        "targets": "أهداف",
        "bases": "قواعد",
        "buildings": "أبنية",
        "minutes": "دقائق",
        "area_km2": "مساحة، كم²",
        "statement": "تصريحات",
        "at_least": "ما لا يقل عن",
        "about": "نحو",
        "nearly": "قرابة",
        "more_than": "أكثر من",
        "up_to": "ما يصل إلى",
    },
}

ATLAS_WORDS: Mapping[Lang, Mapping[str, str]] = {
    "en": {**WORDS["en"], **_OWN["en"]},
    "ar": {**WORDS["ar"], **_OWN["ar"]},
}
"""All that the atlas says, the words that it shares with the maps among them."""

_INITIALS = frozenset({"isis", "hts", "sdf", "us", "un"})


def plain_words(code: str) -> str:
    """Return a code of the data as words, as the page does; initials stay capital.

    Examples
    --------
    >>> plain_words("isis_cell_members")
    'ISIS cell members'
    """
    return " ".join(
        word.upper() if word in _INITIALS else word for word in code.replace("_", " ").split()
    )
