"""The library of made-up articles that tests share: one actor in three scripts, two of one name, figures that differ.

Three articles tell of one fire with other dates and numbers of dead; a fourth is a draft, a fifth is no TOML.
"""

from pathlib import Path

STRAIT = Path(__file__).parent / "library" / "strait"
"""Its folder. A test that changes it copies it first."""
ENCODED = ("dzhaksybek2016", "hale2015", "rahimi2018")
"""The ids of its articles that are neither draft nor broken, by path."""
