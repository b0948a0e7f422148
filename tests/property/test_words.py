"""What people write is kept as they wrote it, without what is no text and without what hides in it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.look_alikes import skeleton
from core.problems import Invalid
from reports.words import MOST_MARKS, clean

UNSEEN = "\u200b\u200c\u200d\u2060\u00ad\u034f\u115f\u3164\ufeff\u180e\U000e0041\U000e0101\ufe00"
#: Letters, marks, joiners, pictures and spaces: what cleaning has to tell apart.
TRICKY = st.text(
    st.sampled_from("aé\u0301\u0489میक\u094d\u200c\u200d\u200b🏳️\U0001f3f4👩\U000e0067\U000e007f \n\u202e")
)


def kept(text: str, most: int = 1000) -> str:
    return clean(text, field="description", most=most)


@given(st.text(max_size=200) | TRICKY)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert kept(kept(text)) == kept(text)


@given(st.text(max_size=200) | TRICKY)
def test_nothing_that_is_no_text_is_left(text: str) -> None:
    left = kept(text)
    assert not [c for c in left if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"]
    assert not set(left) & {chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


@given(
    st.text(
        st.characters(categories=["L", "N", "P"], exclude_characters=UNSEEN + "\uffa0\u1160"),
        min_size=1,
        max_size=100,
    )
)
def test_letters_of_every_script_stay(text: str) -> None:
    assert kept(text) == unicodedata.normalize("NFC", text).strip()


@given(st.text(st.sampled_from("abcÄж"), min_size=1, max_size=20), st.data())
def test_nothing_unseen_hides_between_letters(word: str, data: st.DataObject) -> None:
    hidden = "".join(letter + data.draw(st.text(st.sampled_from(UNSEEN), max_size=3)) for letter in word)
    assert kept(hidden) == unicodedata.normalize("NFC", word)


@given(st.text(st.sampled_from("\u0300\u0316\u0334\u0489\u20dd\u0e47"), max_size=60))
def test_marks_do_not_pile_up_over_other_lines(marks: str) -> None:
    left = unicodedata.normalize("NFD", kept("a" + marks + "b"))
    assert left.startswith("a")
    assert left.endswith("b")
    assert len(left) <= 2 + MOST_MARKS + 1  # one may be composed with its letter


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",  # Persian: "I want"
        "کھیل\u200cکود",  # Urdu
        "क्\u200dष",  # Hindi, written apart
        "ශ්\u200dරී ලංකා",  # Sinhala
        "👩\u200d🚒 and 👨\u200d👩\u200d👧\u200d👦",
        "🏳️\u200d🌈",
        "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",  # the flag of Wales
        "Llŷn, Ŵ, Straße, Việt Nam, שָׁלוֹם",
        "❤️ 1️⃣",
    ],
)
def test_what_a_script_is_written_with_stays(text: str) -> None:
    assert kept(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("sent", "left"),
    [
        ("Jo\u200bhn", "John"),
        ("Jo\u200dhn", "John"),
        ("\u3164", ""),
        ("a\u200d👩", "a👩"),
        ("pay\u00adpal", "paypal"),
        ("x\U000e0041\U000e0042", "x"),
    ],
)
def test_what_only_hides_goes(sent: str, left: str) -> None:
    assert kept(sent) == left


def test_a_megabyte_is_refused_with_its_field() -> None:
    with pytest.raises(Invalid) as refused:
        clean("a" * 1_000_000, field="description", most=4000)
    assert refused.value.field == "description"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Asha Patel", "Аshа Рatel"),  # А, а and Р are Cyrillic
        ("john@example.org", "jοhn@exаmple.org"),
        ("John", "ｊｏｈｎ"),
        ("John", "𝐉𝐨𝐡𝐧"),
        ("John", "J\u200bohn"),
        ("Ivan", "ivan"),
    ],
)
def test_names_that_look_alike_are_one(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Asha", "Asma"), ("محمد", "احمد"), ("王", "玉"), ("Zoë", "Zoé"), ("Łucja", "Maja")]
)
def test_names_that_differ_stay_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(st.text(max_size=60))
def test_a_skeleton_is_its_own(text: str) -> None:
    assert skeleton(skeleton(text)) == skeleton(text)
