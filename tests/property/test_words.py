"""What people write is kept as they wrote it, without what is no text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.problems import Invalid
from reports.words import clean


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text, field="description", most=1000)
    assert clean(once, field="description", most=1000) == once


@given(st.text(max_size=200))
def test_nothing_that_is_no_text_is_left(text: str) -> None:
    kept = clean(text, field="description", most=1000)
    assert not [c for c in kept if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"]
    assert not set(kept) & {chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


@given(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=100))
def test_letters_of_every_script_stay(text: str) -> None:
    assert clean(text, field="description", most=1000) == unicodedata.normalize("NFC", text).strip()


def test_a_megabyte_is_refused_with_its_field() -> None:
    with pytest.raises(Invalid) as refused:
        clean("a" * 1_000_000, field="description", most=4000)
    assert refused.value.field == "description"
