"""No module of kztui imports itself by way of others; imports are read from the source, those in functions too."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from parsed_source import parsed

pytestmark = [pytest.mark.house, pytest.mark.xdist_group("house")]

REPOSITORY = Path(__file__).parent.parent
Graph = dict[str, set[str]]


def is_for_types_only(node: ast.AST) -> bool:
    """Whether `node` is an `if TYPE_CHECKING:`, which never runs."""
    if not isinstance(node, ast.If):
        return False
    return ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}


def executed(node: ast.AST) -> Iterator[ast.AST]:
    """`node` and all below it that can run; of an `if TYPE_CHECKING:` only its `else`."""
    yield node
    below = node.orelse if isinstance(node, ast.If) and is_for_types_only(node) else ast.iter_child_nodes(node)
    for child in below:
        yield from executed(child)


def imports(path: Path, modules: Mapping[str, Path]) -> set[str]:
    """The modules, among `modules`, that the one at `path` imports; a name from a package is its submodule, if any."""
    found = set()
    for node in executed(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            submodules = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= submodules & modules.keys()
            if not submodules <= modules.keys():
                found.add(node.module or "")
    return found & modules.keys()


def modules_below(folder: Path) -> dict[str, Path]:
    """Each module of the package in `folder` by its dotted name; a package stands for its `__init__.py`."""
    names = {}
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder.parent).with_suffix("").parts
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return names


def import_graph(folder: Path) -> Graph:
    """What each module of the package in `folder` imports of the same package."""
    modules = modules_below(folder)
    return {name: imports(path, modules) for name, path in modules.items()}


def reachable(graph: Graph, start: str) -> set[str]:
    """All that `start` imports, directly or by way of others; `start` itself only if it is on a circle."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for name in graph[waiting.pop()] - found:
            found.add(name)
            waiting.append(name)
    return found


def circles(graph: Graph) -> list[list[str]]:
    """The groups of modules that import one another (strongly connected components), each sorted by name."""
    reach = {name: reachable(graph, name) for name in graph}
    groups = {
        tuple(sorted(other for other in reach[name] if name in reach[other])) for name in graph if name in reach[name]
    }
    return sorted(map(list, groups))


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = import_graph(REPOSITORY / "kztui")
    assert len(graph) > 100
    assert not circles(graph)


def test_a_circle_is_found_whichever_way_it_is_closed(tmp_path: Path) -> None:
    package = tmp_path / "ring"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "one.py").write_text("import ring.two\n")
    (package / "two.py").write_text("def late() -> None:\n    from ring import three\n")
    (package / "three.py").write_text("try:\n    from ring.one import name\nexcept ImportError:\n    pass\n")
    assert circles(import_graph(package)) == [["ring.one", "ring.three", "ring.two"]]


def test_an_import_for_type_checkers_alone_closes_no_circle(tmp_path: Path) -> None:
    package = tmp_path / "line"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "one.py").write_text("from line.two import name\n")
    (package / "two.py").write_text(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from line.one import name\nelse:\n    import line.three\n"
    )
    (package / "three.py").write_text("import json\n")
    graph = import_graph(package)
    assert graph == {"line": set(), "line.one": {"line.two"}, "line.two": {"line.three"}, "line.three": set()}
    assert not circles(graph)
