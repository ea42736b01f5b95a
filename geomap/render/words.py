"""The few words that Python writes into pages: the list without scripts, and the index.

The page's program has its own words; where both say the same thing, a test compares the two.
"""

from collections.abc import Mapping

from geomap.render.payload import Lang

WORDS: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "scripts_off": "Scripts are off: here are a picture of the map and a list of all it shows.",
        "scripts_off_counts": (
            "Scripts are off, and the map holds too much to list or draw here: these are its "
            "numbers, by the month in which things began."
        ),
        "month": "Month",
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
        "latest": "latest source",
        "data": "data",
        "places_also_from": "Places also from what was installed where these were built",
        "corrections": "corrections",
        # what changed since an older edition, and what became of a site
        "since": "Since the edition of",
        "added": "added",
        "corrected": "corrected",
        "withdrawn_since": "withdrawn",
        "news_first": "first named in this period",
        "news_new": "set up in this period",
        "news_left": "left in this period",
        "news_changed": "changed in this period",
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
    },
    "ar": {
        "scripts_off": "البرامج معطّلة في هذا المتصفح: هذه صورة الخريطة وقائمة بكل ما تعرضه.",
        "scripts_off_counts": (
            "البرامج معطّلة في هذا المتصفح، وفي الخريطة ما يزيد على ما يمكن سرده أو رسمه هنا: "
            "هذه أعداده بحسب الشهر الذي بدأ فيه."
        ),
        "month": "الشهر",
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
        "latest": "أحدث مصدر",
        "data": "البيانات",
        "places_also_from": "أماكن أيضاً مما كان مثبّتاً حيث أُعدّت هذه الخرائط",
        "corrections": "تصحيحات",
        # what changed since an older edition, and what became of a site
        "since": "منذ إصدار",
        "added": "أُضيف",
        "corrected": "صُحّح",
        "withdrawn_since": "سُحب",
        "news_first": "ذُكر لأول مرة في هذه الفترة",
        "news_new": "أُنشئ في هذه الفترة",
        "news_left": "أُخلي في هذه الفترة",
        "news_changed": "تغيّر في هذه الفترة",
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
    },
}
