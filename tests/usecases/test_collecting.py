"""Cyclic garbage is left alone for a while, and collected again afterwards."""

from __future__ import annotations

import gc

import pytest

from landtrack.usecases.collecting import without_collecting


def test_it_is_off_inside_and_on_again_after_an_error():
    with pytest.raises(ZeroDivisionError), without_collecting():
        assert not gc.isenabled()
        raise ZeroDivisionError
    assert gc.isenabled()


def test_who_began_first_switches_it_on_again():
    with without_collecting():
        with without_collecting():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
