"""What the reader makes of a phrase, before any geometry."""

import pytest

from geomap.gazetteer import Place, PlaceName
from geomap.gazetteer.expressions import (
    AnyOf,
    Bank,
    Between,
    Border,
    Countryside,
    Course,
    Directed,
    Edge,
    Expression,
    Named,
    Near,
    Offset,
    RegionOf,
    Road,
    Stacked,
    Stored,
    Strip,
    Triangle,
    Unread,
)
from geomap.gazetteer.gazetteer import EMBEDDED
from geomap.gazetteer.matching import NameIndex
from geomap.gazetteer.phrases import read_phrase
from geomap.gazetteer.vocabulary import read_vocabulary

VOCABULARY = read_vocabulary(EMBEDDED / "relations.toml")


def place(place_id: str, kind: str, *names: str) -> Place:
    return Place(place_id, kind, tuple(PlaceName(name, "", "official", "test") for name in names))


# Bare names only, so that every relation in a phrase has to be read.
INDEX = NameIndex(
    [
        place("syria", "country", "Syria", "سوريا"),
        place("iraq", "country", "Iraq", "العراق"),
        place("jordan", "country", "Jordan", "الأردن"),
        place("aleppo", "governorate", "Aleppo", "حلب"),
        place("idlib", "governorate", "Idlib", "إدلب"),
        place("hatay", "governorate", "Iskenderun", "لواء اسكندرون"),
        place("deir-ez-zor", "governorate", "Deir Ezzor", "دير الزور"),
        place("atmeh", "town", "Atmeh", "Atamah", "آطمة"),
        place("deir-ballut", "village", "Deir Balout", "دير بلوط"),
        place("kobani", "town", "Kobani", "Ain Al-Arab"),
        place("tanf", "base", "Al-Tanf"),
        place("euphrates", "river", "Euphrates", "الفرات"),
        place("kri", "region", "Kurdistan Region of Iraq"),
        place("banyas", "city", "بانياس"),
    ]
)

ALEPPO, IDLIB, ATMEH, BALLUT = (
    Named(("Aleppo",)),
    Named(("Idlib",)),
    Named(("Atmeh",)),
    Named(("Deir Balout",)),
)


def read(text: str) -> Expression:
    return read_phrase(text, VOCABULARY, INDEX)


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        # a listed name is that name, whatever words it holds
        ("Kurdistan Region of Iraq", Named(("Kurdistan Region of Iraq",))),
        ("in Aleppo", ALEPPO),
        ("towards Jordan", Named(("Jordan",))),
        ("بانياس", Named(("بانياس",))),
        ("بإدلب", Named(("إدلب",))),
        # type words
        ("Deir Balout village", Named(("Deir Balout",), "village")),
        ("the village of Deir Balout", Named(("Deir Balout",), "village")),
        ("قرية دير بلوط", Named(("دير بلوط",), "village")),
        ("محافظة إدلب", Named(("إدلب",), "governorate")),
        ("“Al-Tanf” base", Named(("Al-Tanf",), "base")),
        # one place under two names
        ("Ain Al-Arab (Kobani)", Named(("Ain Al-Arab", "Kobani"))),
        ("Kobani / Ain Al-Arab", Named(("Kobani", "Ain Al-Arab"))),
        # near and around
        ("in the vicinity of Al-Tanf base", Near(Named(("Al-Tanf",), "base"))),
        ("قرب آطمة", Near(Named(("آطمة",)))),
        ("near the Atmeh area", Near(RegionOf(ATMEH))),
        ("Atmeh region", RegionOf(ATMEH)),
        ("منطقة آطمة", RegionOf(Named(("آطمة",)))),
        # between
        ("in the area between Deir Balout and Atmeh", Between((BALLUT, ATMEH))),
        ("بين دير بلوط وآطمة", Between((Named(("دير بلوط",)), Named(("آطمة",))))),
        ("between Aleppo, Idlib and Atmeh", Between((ALEPPO, IDLIB, ATMEH))),
        # borders
        ("at the administrative border between Aleppo and Idlib", Border((ALEPPO, IDLIB))),
        (
            "على الحدود الإدارية بين محافظتي إدلب وحلب",
            Border((Named(("إدلب",), "governorate"), Named(("حلب",), "governorate"))),
        ),
        ("Aleppo–Idlib border", Border((ALEPPO, IDLIB))),
        ("at Iskenderun border", Border((Named(("Iskenderun",)),))),
        ("عند الحدود مع لواء اسكندرون", Border((Named(("لواء اسكندرون",)),))),
        (
            "near the Syria border with Iraq",
            Border((Named(("Syria",)), Named(("Iraq",))), "near_border"),
        ),
        ("the Syrian-Turkish border", Border((Stored("syria"), Stored("turkiye")))),
        ("الحدود السورية العراقية", Border((Stored("syria"), Stored("iraq")))),
        (
            "مناطق متداخلة بين محافظتي إدلب وحلب",
            Border((Named(("إدلب",), "governorate"), Named(("حلب",), "governorate")), "overlap"),
        ),
        (
            "overlapping areas between the governorates of Aleppo and Idlib",
            Border(
                (Named(("Aleppo",), "governorate"), Named(("Idlib",), "governorate")), "overlap"
            ),
        ),
        (
            "Iraq-Jordan-Syria borders triangle",
            Triangle((Named(("Iraq",)), Named(("Jordan",)), Named(("Syria",)))),
        ),
        (
            "مثلث الحدود السورية العراقية الأردنية",
            Triangle((Stored("syria"), Stored("iraq"), Stored("jordan"))),
        ),
        # directions and countryside
        ("northern Idlib", Directed(IDLIB, ("north",), "part")),
        ("over areas in northern Aleppo", Directed(ALEPPO, ("north",), "part")),
        (
            "in the eastern countryside of Deir Ezzor",
            Directed(Named(("Deir Ezzor",)), ("east",), "countryside"),
        ),
        (
            "eastern Deir Ezzor countryside",
            Directed(Named(("Deir Ezzor",)), ("east",), "countryside"),
        ),
        ("بريف إدلب الشمالي", Directed(Named(("إدلب",)), ("north",), "countryside")),
        ("ريف حلب الشمالي الغربي", Directed(Named(("حلب",)), ("north-west",), "countryside")),
        ("Kobani countryside", Countryside(Named(("Kobani",)))),
        ("north-west Syria", Directed(Named(("Syria",)), ("north-west",), "part")),
        ("شمال غربي سوريا", Directed(Named(("سوريا",)), ("north-west",), "outside")),
        (
            "west of Deir Balout village",
            Directed(Named(("Deir Balout",), "village"), ("west",), "outside"),
        ),
        ("غربي قرية دير بلوط", Directed(Named(("دير بلوط",), "village"), ("west",), "outside")),
        (
            "northern and western countryside of Aleppo",
            Directed(ALEPPO, ("north", "west"), "countryside"),
        ),
        # distances
        ("20 km north of Aleppo", Offset(ALEPPO, 20_000, "north")),
        ("nearly 11 kilometres to the north-west of Atmeh", Offset(ATMEH, 11_000, "north-west")),
        ("17 kilometres away from south of Atmeh", Offset(ATMEH, 17_000, "south")),
        ("3 كيلومترات جنوب غرب آطمة", Offset(Named(("آطمة",)), 3_000, "south-west")),
        ("على بعد ٢٠ كم من حلب", Offset(Named(("حلب",)), 20_000, None)),
        ("five km north of Aleppo", Offset(ALEPPO, 5_000, "north")),
        ("20 km from Aleppo towards Idlib", Offset(ALEPPO, 20_000, None, IDLIB)),
        ("20 km from Aleppo on the road to Idlib", Offset(ALEPPO, 20_000, None, IDLIB)),
        (
            "20 km south of the border with Iraq",
            Offset(Border((Named(("Iraq",)),)), 20_000, "south"),
        ),
        # roads, edges, strips
        ("on the road between Aleppo and Idlib", Road((ALEPPO, IDLIB))),
        ("on the road from Aleppo to Idlib", Road((ALEPPO, IDLIB))),
        ("on the road linking Aleppo to Idlib", Road((ALEPPO, IDLIB))),
        ("the Aleppo-Idlib highway", Road((ALEPPO, IDLIB))),
        ("على طريق حلب - إدلب", Road((Named(("حلب",)), Named(("إدلب",))))),
        ("on the road to Atmeh", Road((ATMEH,))),
        ("at the southern entrance to Atmeh", Edge(ATMEH, ("south",))),
        ("Atmeh outskirts", Edge(ATMEH, ())),
        ("أطراف آطمة الشمالية", Edge(Named(("آطمة",)), ("north",))),
        ("just west of Atmeh", Directed(ATMEH, ("west",), "beside")),
        ("from Aleppo to Idlib at a depth of 32 km", Strip((ALEPPO, IDLIB), 32_000)),
        ("من حلب إلى إدلب بعمق 32 كم", Strip((Named(("حلب",)), Named(("إدلب",))), 32_000)),
        # rivers
        ("eastern Euphrates area", Bank(Named(("Euphrates",), "river"), ("east",))),
        (
            "in the eastern and western Euphrates",
            Bank(Named(("Euphrates",), "river"), ("east", "west")),
        ),
        ("east of the Euphrates", Bank(Named(("Euphrates",), "river"), ("east",))),
        ("الضفة الشرقية لنهر الفرات", Bank(Named(("الفرات",), "river"), ("east",), "bank")),
        ("along the Euphrates", Course(Named(("Euphrates",), "river"))),
        (
            "along the Euphrates between Atmeh and Deir Balout",
            Course(Named(("Euphrates",), "river"), (ATMEH, BALLUT)),
        ),
        ("along the border with Iraq", Border((Named(("Iraq",)),))),
        # lists
        ("near Atmeh and Deir Balout", AnyOf((Near(ATMEH), Near(BALLUT)))),
        ("Deir Balout and Atamah", AnyOf((BALLUT, Named(("Atamah",))))),
        (
            "in Deir Ezzor and Aleppo provinces",
            AnyOf((Named(("Deir Ezzor",), "governorate"), Named(("Aleppo",), "governorate"))),
        ),
        (
            "محافظتي إدلب وحلب",
            AnyOf((Named(("إدلب",), "governorate"), Named(("حلب",), "governorate"))),
        ),
        # parts that hold at once
        ("Atmeh, Idlib", Stacked((ATMEH, IDLIB))),
        ("Atmeh in Idlib", Stacked((ATMEH, IDLIB))),
        (
            "between Deir Balout and Atamah at the administrative border between Aleppo and Idlib",
            Stacked((Between((BALLUT, Named(("Atamah",)))), Border((ALEPPO, IDLIB)))),
        ),
        (
            "مناطق متداخلة بين محافظتي إدلب وحلب غربي قرية دير بلوط",
            Stacked(
                (
                    Border(
                        (Named(("إدلب",), "governorate"), Named(("حلب",), "governorate")), "overlap"
                    ),
                    Directed(Named(("دير بلوط",), "village"), ("west",), "outside"),
                )
            ),
        ),
        ("jihadist-dominated Idlib", IDLIB),
    ],
)
def test_a_phrase_is_read_as(text: str, expression: Expression) -> None:
    assert read(text) == expression


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("the area", "name no place"),
        ("في", "name no place"),
        ("at the base", "name no place"),
        ("between Atmeh and", "needs two places"),
        ("بين آطمة و", "needs two places"),
        ("border", "needs a unit"),
        ("20 km north of", "needs a place it is measured from"),
        ("غربي", "needs a place it belongs to"),
        ("Iraq-Syria borders triangle", "needs three countries"),
        ("SDF-held areas", "changes with time"),
        ("مناطق سيطرة قسد", "changes with time"),
        ("from Kurdistan Region of Iraq to Deir Ezzor", "movement"),
    ],
)
def test_half_a_phrase_says_what_it_lacks(text: str, why: str) -> None:
    outcome = read(text)
    assert isinstance(outcome, Unread)
    assert why in outcome.reason
