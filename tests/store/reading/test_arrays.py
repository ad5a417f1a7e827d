"""A JSON array is read element by element, wherever the pieces of its bytes end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.reading.arrays import elements

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


@given(st.lists(values, max_size=8), st.integers(1, 40), st.booleans(), st.sampled_from([None, 1]))
@example([0.0, -1.5e-300, 2.5e300], 1, True, None)
def test_it_gives_what_the_whole_array_holds(
    array: list[object], size: int, is_ascii: bool, indent: int | None
) -> None:
    data = json.dumps(array, ensure_ascii=is_ascii, indent=indent).encode("utf-8", "surrogatepass")
    if b"\xed" in data and not is_ascii:
        data = json.dumps(array, indent=indent).encode()
    assert list(elements(pieces(b"\xef\xbb\xbf" + data, size), 1 << 20)) == array


@pytest.mark.parametrize(
    "data",
    ["", "{}", "[1", "[1,", "[1 2]", "[1,]", "[,1]", "[1]]", '["a]', "[tru]", '[{"a": }, 1]', "[1] x"],
)
@pytest.mark.parametrize("size", [1, 3, 100])
def test_what_is_no_array_is_an_error(data: str, size: int) -> None:
    with pytest.raises(ValueError, match=r"."):
        list(elements(pieces(data.encode(), size), 1 << 20))


def test_what_comes_before_a_fault_is_given() -> None:
    found = elements(pieces(b'[{"a": 1}, {"a": 2}, {"a": oh}]', 5), 1 << 20)
    assert list(islice(found, 2)) == [{"a": 1}, {"a": 2}]
    with pytest.raises(ValueError, match=r"."):
        next(found)


def test_what_is_not_utf_8_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"."):
        list(elements([b'["', "خبر".encode("windows-1256"), b'"]'], 1 << 20))


def test_no_more_is_read_than_an_element_needs() -> None:
    read = 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        yield b"["
        while True:
            read += 1
            yield b'{"text": "' + b"x" * 1000 + b'"},'

    assert len(list(islice(elements(endless(), 1 << 20), 100))) == 100
    assert read <= 102


def test_an_element_that_never_ends_is_given_up() -> None:
    def endless() -> Iterator[bytes]:
        yield b'["'
        while True:
            yield b"x" * 1000

    with pytest.raises(ValueError, match=r"."):
        next(elements(endless(), 100_000))


def test_what_is_nested_too_deep_is_an_error_of_its_own() -> None:
    with pytest.raises(RecursionError):
        list(elements([b"[" * 200_000], 1 << 20))
