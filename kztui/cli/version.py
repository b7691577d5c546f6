"""The version of the program: of the installed package, or of a checkout."""

from importlib import metadata
from pathlib import Path

import tomli


def version() -> str:
    """The version from the metadata of the package, or else from the pyproject.toml beside it."""
    try:
        return metadata.version("kztui")
    except metadata.PackageNotFoundError:
        project = Path(__file__).parents[2] / "pyproject.toml"
        return str(tomli.loads(project.read_text(encoding="utf-8"))["project"]["version"])
