"""Relation words and names thrown together: an answer with a valid geometry, or a reason."""

import random

from geomap.gazetteer import Gazetteer, Location

GAZETTEER = Gazetteer.open()

ENGLISH = """
near|the vicinity of|between|and|, |border|the administrative border between|with|from|to|towards
at a depth of|km|kilometres|20|7,5|10-15|five|a few|north|north-west|eastern|south of|just
outskirts of|southern entrance to|countryside|rural|the road|on the road to|highway|linking|along
bank|the opposite bank of|side|both banks|Euphrates|the river|triangle|tripoint of|the 55-km zone
overlapping areas|villages of|village|district|province|city|base|in|at|on|of|the|area|region
away from|deep|where|SDF-held|all|(|)|'s|-|/|desert|inside|into|the border|opposite|across from|both
stretching from|extending|the bridge of|silos|pocket|several kilometers|subdistrict|;
border crossing
"""
ARABIC = """
قرب|في محيط|بين|و|الحدود|الحدود الإدارية بين|مع|من|إلى|باتجاه|بعمق|كم|كيلومترات|كيلومترين|٢٠
خمسة|خمسة وعشرين|شمال|شمال غربي|الشرقي|جنوب|أطراف|المدخل الجنوبي|ريف|بريف|طريق|على الطريق
الواصل|على طول|ضفة|الضفة الشرقية|الضفة الأخرى|نهر الفرات|مثلث الحدود|مناطق متداخلة|منطقة الـ55
قرى|قرية|محافظتي|مدينة|قاعدة|على بعد|ل|ب|بادية|حيث|سيطرة|،|داخل|الأراضي|مقابل|الضفة المقابلة|كل من
الممتدة|جسر|صوامع|جيب|عدة كيلومترات|ناحية|؛|معبر|عمق
"""
NAMES = """
Atmeh|Deir Balout|Raqqa|Deir Ezzor|Al-Hasakah|Kobani|Al-Tanf|Idlib|Aleppo|Syria|Turkey|Iraq
Jordan|Al-Waleed|Iskenderun|Koniko|Ghuwayran prison|Nowhere|Turkish|Syrian-Iraqi|آطمة|دير الزور
الحسكة|إدلب|حلب|التنف|العراق|سوريا|السورية|لا مكان
"""
PHRASES = 2_000
MOST_WORDS = 9


def pieces(table: str) -> list[str]:
    return table.strip().replace("\n", "|").split("|")


def phrases() -> list[str]:
    # The phrases need be repeatable, not unpredictable.
    chance = random.Random(20220203)  # noqa: S311
    english, arabic, names = pieces(ENGLISH), pieces(ARABIC), pieces(NAMES)
    made = []
    for _ in range(PHRASES):
        language = chance.choice((english, arabic, english + arabic))
        words = [
            chance.choice(names) if chance.random() < 0.4 else chance.choice(language)
            for _ in range(chance.randint(1, MOST_WORDS))
        ]
        made.append(" ".join(words))
    return made


def is_sound(answer: Location) -> bool:
    """Whether an answer has a reason and, where it is resolved, a valid geometry on the Earth."""
    geometry = answer.geometry
    if geometry is None or answer.status == "unresolved":
        return geometry is None and answer.status == "unresolved" and bool(answer.explanation)
    west, south, east, north = geometry.bounds
    return (
        bool(answer.explanation)
        and geometry.is_valid
        and -180 <= west <= east <= 180
        and -90 <= south <= north <= 90
        and (answer.uncertainty_m or 0) > 0
    )


def test_no_recombination_of_relation_words_raises_or_breaks_a_geometry() -> None:
    assert [text for text in phrases() if not is_sound(GAZETTEER.resolve(text))] == []
