"""Called: what a package can be beside a folder of modules.

``briefing.read`` is a package and, for people who use the library, a function of the same name:
Python allows a module to be of a class that can be called, and to look up names when they are
asked for (the data model, "Customizing module attribute access").
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from types import ModuleType
from typing import Any


class _Called(ModuleType):
    """A package that hands a call on to the function of its own name in the library."""

    def __call__(self, *given: Any, **named: Any) -> Any:
        name = self.__name__.rpartition(".")[2]
        return getattr(import_module("briefing.library"), name)(*given, **named)


def callable_package(name: str) -> None:
    """Make the package called ``name``, which is being imported, answer when it is called."""
    sys.modules[name].__class__ = _Called


def imported_when_used(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """Return a ``__getattr__`` for ``package`` that imports a name when it is first asked for.

    ``homes`` has the module of the package each name lives in.
    """

    def getattr_(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return getattr_
