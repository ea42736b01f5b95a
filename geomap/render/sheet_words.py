"""The words of the printed sheet that the other static pages do not need.

What the page says too is said here in the page's words: a test compares the two.
"""

from collections.abc import Mapping

from geomap.render.counted_words import COUNTED, plain_words
from geomap.render.payload import Lang
from geomap.render.words import WORDS

_OWN: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "key_point": "Symbol: a named place; the circle is its extent",
        "key_area": "Hatched area with a count: somewhere inside, no point is known",
        "key_confirmed": "Solid: confirmed",
        "key_reported": "Pale: reported by one side or source",
        "key_contested": "Dashed outline: sources disagree",
        "key_discounted": "Crossed out: discounted",
        "key_possible": "Hatched symbol: the day may lie outside the period",
        "key_rival": "Hollow, joined by dots: a rival place for the same incident",
        "key_convoy": (
            "Curve: a journey, wider for more vehicles; dashed where only its ends are known"
        ),
        "key_launch": "Thin arrow: from where it was launched",
        "key_site": "Half or hollow site: partly or fully left",
        "key_news": (
            "Sign at a site: set up or first named (+), left (−), changed (▲); hollow: perhaps"
        ),
        "totals": "What the report sums up, not drawn",
        "totals_note": (
            "Sums over the whole period. They repeat incidents shown here and are never added "
            "to them."
        ),
        "background": "background mention",
        "in_period": "In the period",
        "possibly": "Possibly in the period",
        "undated_items": "Without a date",
        "sites_changed": "Sites where something happened",
        "standing": "Lasting sites",
        "more": "and {n} more in the map’s own file",
        "certain_count": "surely in the period: {n}",
        "possible_count": "possibly: {n}",
        "number_key": "Dark label: the number in the list",
        "truck_key": "Number on a curve: vehicles",
        "attribution": (
            "Borders, rivers and lakes: Natural Earth, public domain; the borders of "
            "governorates may lie a few kilometres off. Drawn with geomap."
        ),
        "confirmed": "confirmed",
        "reported": "reported",
        "contested": "contested",
        "discounted": "discounted",
    },
    "ar": {
        "key_point": "رمز: مكان مسمّى، والدائرة امتداده",
        "key_area": "منطقة مخططة مع عدد: في مكان ما داخلها، دون نقطة معروفة",
        "key_confirmed": "ممتلئ: مؤكد",
        "key_reported": "باهت: أورده طرف أو مصدر واحد",
        "key_contested": "حدّ متقطع: المصادر مختلفة",
        "key_discounted": "مشطوب: مستبعد",
        "key_possible": "رمز مخطط: قد يقع اليوم خارج الفترة",
        "key_rival": "أجوف تصله نقاط: مكان آخر يُذكر للحادثة نفسها",
        "key_convoy": "منحنى: مسير رتل، يزداد عرضه بعدد الآليات، ومتقطع إذا لم يُعرف سوى طرفيه",
        "key_launch": "سهم رفيع: من مكان الإطلاق",
        "key_site": "موقع نصفه أو كله فارغ: أُخلي جزئياً أو كلياً",
        "key_news": "علامة عند موقع: أُنشئ أو ذُكر أول مرة (+)، أُخلي (−)، تغيّر (▲)، وجوفاء: ربما",
        "totals": "ما يجمعه التقرير، غير مرسوم",
        "totals_note": "مجاميع الفترة كلها، تكرر حوادث معروضة هنا ولا تضاف إليها.",
        "background": "ذكر في الخلفية",
        "in_period": "ضمن الفترة",
        "possibly": "ربما في هذه الفترة",
        "undated_items": "بلا تاريخ",
        "sites_changed": "مواقع جرى فيها شيء",
        "standing": "مواقع قائمة",
        "more": "و{n} غيرها في ملف الخريطة نفسه",
        "certain_count": "في الفترة حتماً: {n}",
        "possible_count": "ربما: {n}",
        "number_key": "رقم على خلفية داكنة: الرقم في القائمة",
        "truck_key": "الرقم على المنحنى: عدد الآليات",
        "attribution": (
            "الحدود والأنهار والبحيرات: Natural Earth، ملك عام؛ "
            "وقد تبعد حدود المحافظات المرسومة بضعة كيلومترات عن الواقع. رُسمت بواسطة geomap."
        ),
        "confirmed": "مؤكد",
        "reported": "وارد",
        "contested": "مختلف عليه",
        "discounted": "مستبعد",
    },
}


def word(key: str, lang: Lang) -> str:
    """Return the sheet's word for a key or a code; a code without one is shown as words."""
    return _OWN[lang].get(key) or COUNTED[lang].get(key) or WORDS[lang].get(key) or plain_words(key)


def phrase(key: str, lang: Lang, *, n: int) -> str:
    """Return one of the sheet's phrases with its number."""
    return _OWN[lang][key].format(n=n)
