"""The few words that Python writes into pages: the list without scripts, and the index.

The page's program has its own words; where both say the same thing, a test compares the two.
"""

from collections.abc import Mapping

from geomap.render.payload import Lang

WORDS: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "scripts_off": "Scripts are off, so the map cannot be drawn. This is all it would show.",
        "maps": "Each map is one file that carries all it needs: it opens without a network.",
        "undated": "undated",
        "sources": "Sources",
        "where": "Where",
        "state_at_end": "State at the end of the period",
        "possibly_here": "possibly in this period",
        "certain": "surely in the period",
        "possible": "possibly",
        "background_only": "Months that reports mention only as background",
        "undated_incidents": "Incidents without a known month",
        "undated_note": (
            "Undated, or dated to a year or so: only maps of years or of all dates show them."
        ),
        "nothing": "Nothing is known in this period.",
        "only_totals": "The reports of this period only sum up: they tell no single incident.",
        "left_out": "Not listed here:",
        "edition": "Edition",
        "of_incidents": "incidents",
        "of_sources": "sources",
        "latest": "latest source",
        "data": "data",
        "places_also_from": "Places also from what was installed where these were built",
        "corrections": "corrections",
        # how an item is drawn
        "mapped": "mapped",
        "area": "area only",
        "unlocated": "unlocated",
        "withheld": "withheld",
        # layers
        "operation": "Operations",
        "strike": "Strikes",
        "convoy": "Convoys",
        "base": "Bases",
        "attack": "Attacks",
        "clash": "Clashes",
        "shelling": "Shelling",
        "arrest": "Arrests",
        "sighting": "Sightings",
        "exercise": "Exercises",
        "site": "Other sites",
        "other": "Other",
        # states of a site
        "active": "active",
        "partly_withdrawn": "partly withdrawn",
        "withdrawn": "withdrawn",
        "closed": "closed",
        "unknown": "not known",
        # the atlas
        "atlas_of": "An atlas of the series",
        "incidents_per_period": "Incidents over time",
        "bars_note": (
            "By kind. Solid: surely in the period. Hatched: possibly, for the day is not kn"
            "own well enough. A gap is time without a report in this dataset; it does not m"
            "ean that nothing happened. A bar opens its map."
        ),
        "totals_over_time": "What reports sum up",
        "totals_note": (
            "Sums as each report gives them, by measure and publisher. They repeat incident"
            "s and one another, and are never added up. A bar is as wide as the days it sum"
            "s; a dot is a count that runs from an earlier day."
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
        "incident_one": "incident",
        "incident_many": "incidents",
        "sites_changed": "Sites that changed",
        "not_drawn": "Incidents not in the picture",
        "only_sums": "Reports of this period give only sums:",
        "totals_word": "totals",
        "years": "Years",
        "no_incident": "No incident",
        "map_of": "Map",
        "mentioned_later": "Only mentioned in later reports",
        # measures and how a source hedges them
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
        "scripts_off": "البرامج معطّلة في هذا المتصفح، فلا يمكن رسم الخريطة. هذا كل ما كانت ستعرضه.",
        "maps": "كل خريطة ملف واحد يحمل كل ما يحتاجه، ويُفتح بلا شبكة.",
        "undated": "بلا تاريخ",
        "sources": "المصادر",
        "where": "المكان",
        "state_at_end": "الحالة في نهاية الفترة",
        "possibly_here": "ربما في هذه الفترة",
        "certain": "في الفترة حتماً",
        "possible": "ربما",
        "background_only": "أشهر تذكرها التقارير كخلفية فقط",
        "undated_incidents": "حوادث لا يُعرف شهرها",
        "undated_note": (
            "بلا تاريخ، أو مؤرخة بسنة أو نحوها: لا تظهر إلا على خرائط السنوات أو كل التواريخ."
        ),
        "nothing": "لا شيء معروف في هذه الفترة.",
        "only_totals": "تقارير هذه الفترة تكتفي بالمجاميع، ولا تذكر حادثة بعينها.",
        "left_out": "غير مدرج هنا:",
        "edition": "الإصدار",
        "of_incidents": "حوادث",
        "of_sources": "مصادر",
        "latest": "أحدث مصدر",
        "data": "البيانات",
        "places_also_from": "أماكن أيضاً مما كان مثبّتاً حيث أُعدّت هذه الخرائط",
        "corrections": "تصحيحات",
        # how an item is drawn
        "mapped": "على الخريطة",
        "area": "منطقة فقط",
        "unlocated": "بلا موقع",
        "withheld": "محجوب",
        # layers
        "operation": "عمليات",
        "strike": "ضربات",
        "convoy": "أرتال",
        "base": "قواعد",
        "attack": "هجمات",
        "clash": "اشتباكات",
        "shelling": "قصف",
        "arrest": "اعتقالات",
        "sighting": "مشاهدات",
        "exercise": "تدريبات",
        "site": "مواقع أخرى",
        "other": "أخرى",
        # states of a site
        "active": "قائم",
        "partly_withdrawn": "أُخلي جزئياً",
        "withdrawn": "أُخلي",
        "closed": "مغلق",
        "unknown": "غير معروف",
        # the atlas
        "atlas_of": "أطلس السلسلة",
        "incidents_per_period": "الحوادث عبر الزمن",
        "bars_note": (
            "حسب النوع. الممتلئ: في الفترة حتماً. المخطط: ربما، لأن اليوم غير معروف بدقة كا"
            "فية. الفراغ زمن لا تقرير عنه في هذه البيانات، ولا يعني أن شيئاً لم يحدث. كل عم"
            "ود يفتح خريطته."
        ),
        "totals_over_time": "ما تجمعه التقارير",
        "totals_note": (
            "مجاميع كما يوردها كل تقرير، حسب المقياس والناشر. تكرر حوادث ويكرر بعضها بعضاً،"
            " ولا تُجمع أبداً. عرض الشريط بعدد الأيام التي يجمعها، والنقطة عدّ متراكم منذ ي"
            "وم سابق."
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
        "incident_one": "حادثة",
        "incident_many": "حوادث",
        "sites_changed": "مواقع تغيّرت",
        "not_drawn": "حوادث ليست في الصورة",
        "only_sums": "تقارير هذه الفترة تكتفي بالمجاميع:",
        "totals_word": "مجاميع",
        "years": "السنوات",
        "no_incident": "لا حوادث",
        "map_of": "خريطة",
        "mentioned_later": "لم تُذكر إلا في تقارير لاحقة",
        # measures and how a source hedges them
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
