"""What importing Textual brings along that the screen does not need, kept out while it is being fetched."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

MISSING = ("ssl",)
"""What asyncio can do without: ssl is for connections, and kztui makes none."""
UNUSED = {
    "textual.command": (
        "CommandListItem",
        "CommandPalette",
        "DiscoveryHit",
        "Hit",
        "Hits",
        "Provider",
        "SimpleProvider",
    ),
    "rich.table": ("Table",),
}
"""Modules, and the classes that Textual names while it is imported without a use for them in this program.

The command palette (`ENABLE_COMMAND_PALETTE` is off) alone brings in trees, folders, selections and text fields.
"""
LATER = {"pickle": ("dumps", "loads")}
"""Modules whose functions rich and Textual take at import and call for few cells, or for none."""


@contextmanager
def lean() -> Iterator[None]:
    """Import Textual without what is named above, unless it is there already: a tenth of the whole start.

    Afterwards whoever imports one of these modules gets the module itself. A name that is not foreseen here, as a
    later Textual may ask for, comes from the module itself too.
    """
    modules: dict[str, ModuleType | None] = vars(sys)["modules"]
    absent: dict[str, ModuleType | None] = {
        **dict.fromkeys(MISSING),
        **{name: _StandIn(name, {unused: _empty(unused) for unused in names}) for name, names in UNUSED.items()},
        **{name: _StandIn(name, {wanted: _later(name, wanted) for wanted in names}) for name, names in LATER.items()},
    }
    kept_out = {name: module for name, module in absent.items() if name not in modules}
    modules.update(kept_out)
    try:
        yield
    finally:
        for name, module in kept_out.items():
            if name in modules and modules[name] is module:
                del modules[name]


class _StandIn(ModuleType):
    """A module of a few names that becomes the true one as soon as it is asked for any other."""

    def __init__(self, name: str, names: dict[str, object]) -> None:
        super().__init__(name)
        vars(self).update(names)

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # what the import system asks of every module
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def _empty(name: str) -> type:
    return type(name, (), {})


def _later(module: str, name: str) -> Callable[..., object]:
    """A function that fetches the true one when it is called."""

    def function(*arguments: object, **named: object) -> object:
        true: Callable[..., object] = getattr(import_module(module), name)
        return true(*arguments, **named)

    return function
