"""The atlas's own words, and all that it says."""

from collections.abc import Mapping

from geomap.render.counted_words import COUNTED
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
        "most_of_a_kind": "When was most of each kind, and how sure is that?",
        "most_note": (
            "Among the reports of this dataset. A figure such as 2–12 says: 2 surely lie in the "
            "period, and 12 with all that may. Each chart has its own scale."
        ),
        "kind": "Kind",
        "over_time": "Over time",
        "most_in": "Most",
        "how_sure": "How sure",
        "lead_sure": "Surely: no other period can have as many.",
        "lead_shared": "Surely none has more; as many, or possibly as many:",
        "lead_open": "Open: possibly more in",
        "lead_others": "others:",
        "all_kinds": "All periods and kinds as a table",
        "period": "Period",
        "rows_changed": "Changed since the older edition:",
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
    },
    "ar": {
        "incidents_per_period": "الحوادث عبر الزمن",
        "bars_note": (
            "حسب النوع. الممتلئ: في الفترة حتماً. المخطط: ربما، لأن اليوم غير معروف بدقة "
            "كافية. الفراغ زمن لا تقرير عنه في هذه البيانات، ولا يعني أن شيئاً لم يحدث. كل "
            "عمود يفتح خريطته."
        ),
        "most_of_a_kind": "متى وقع أكثر ما وقع من كل نوع، وبأي يقين؟",
        "most_note": (
            "بحسب تقارير هذه البيانات. عدد مثل 2–12 يعني: 2 في الفترة حتماً، و12 مع كل ما قد يقع "
            "فيها. لكل رسم مقياسه."
        ),
        "kind": "النوع",
        "over_time": "عبر الزمن",
        "most_in": "الأكثر",
        "how_sure": "بأي يقين",
        "lead_sure": "حتماً: لا يمكن أن تبلغ فترة أخرى هذا العدد.",
        "lead_shared": "لا فترة تتجاوزه حتماً، وتساويه أو ربما تساويه:",
        "lead_open": "غير محسوم: ربما أكثر في",
        "lead_others": "وغيرها:",
        "all_kinds": "كل الفترات والأنواع في جدول",
        "period": "الفترة",
        "rows_changed": "تغيّر منذ الإصدار الأقدم:",
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
    },
}

ATLAS_WORDS: Mapping[Lang, Mapping[str, str]] = {
    "en": {**WORDS["en"], **COUNTED["en"], **_OWN["en"]},
    "ar": {**WORDS["ar"], **COUNTED["ar"], **_OWN["ar"]},
}
"""All that the atlas says, the words that it shares with the maps among them."""
