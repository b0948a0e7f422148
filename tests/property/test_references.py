"""A reference can be read out over a telephone: every way of saying it finds it, every slip is caught."""

from hypothesis import given
from hypothesis import strategies as st

from core.references import ALPHABET, check_character, make_reference, read_reference

prefixes = st.sampled_from(["FT", "LT", "GR", "DF", "PH", "SL", "AV", "RP"])
codes = st.text(ALPHABET, min_size=5, max_size=5)


@given(prefixes)
def test_what_is_made_can_be_read(prefix: str) -> None:
    ref = make_reference(prefix)
    assert read_reference(ref) == ref


@given(prefixes, codes)
def test_case_spaces_and_letters_that_look_alike_do_not_matter(prefix: str, code: str) -> None:
    whole = code + check_character(code)
    ref = f"{prefix}-{whole[:4]}-{whole[4:]}"
    spoken = f"{prefix}-{whole.replace('1', 'l').replace('0', 'O')[:4]} {whole.replace('1', 'i')[4:]}".lower()
    assert read_reference(spoken) == ref
    assert read_reference(f"  {prefix}{whole}  ") == ref


@given(prefixes, codes, st.integers(0, 5), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_caught(prefix: str, code: str, where: int, wrong: str) -> None:
    whole = code + check_character(code)
    if whole[where] == wrong:
        return
    slipped = whole[:where] + wrong + whole[where + 1 :]
    assert read_reference(f"{prefix}-{slipped[:4]}-{slipped[4:]}") is None


@given(st.text(max_size=40))
def test_anything_else_is_no_reference_and_no_error(text: str) -> None:
    found = read_reference(text)
    assert found is None or read_reference(found) == found
