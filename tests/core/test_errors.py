"""The error tree: each family has its own exit code, and errors travel between processes."""

from __future__ import annotations

import pickle

import pytest

from briefing import errors
from briefing.errors import BriefingError

FAMILIES = BriefingError.__subclasses__()


def test_each_family_has_its_own_exit_code() -> None:
    codes = [family.exit_code for family in FAMILIES]
    assert len(set(codes)) == len(codes)
    assert min(codes) > 1


@pytest.mark.parametrize("family", FAMILIES)
def test_the_tree_in_the_docstring_is_the_tree(family: type[BriefingError]) -> None:
    assert any(
        line.split()[1:3] == [family.__name__, str(family.exit_code)]
        for line in (errors.__doc__ or "").splitlines()
    )


@pytest.mark.parametrize("family", FAMILIES)
def test_an_error_survives_the_way_back_from_a_worker(family: type[BriefingError]) -> None:
    error = pickle.loads(pickle.dumps(family("What.", where="here", remedy="Do.")))
    assert type(error) is family
    assert str(error) == "here: What.\nDo."
