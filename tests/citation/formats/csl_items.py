"""Items for the tests of formats: those of the larger oracle, and one of each type that CSL declares."""

import json
import re
from pathlib import Path

from citeproc import LOCALES_PATH

from kztui.citation.csl_item import CslItem

MORE = json.loads((Path(__file__).parent.parent / "csl" / "oracle_more.json").read_text(encoding="utf-8"))
ITEMS: dict[str, CslItem] = MORE["items"]

RNC = Path(LOCALES_PATH).parent / "schema" / "schemas" / "styles"


def declared(file: str, name: str) -> list[str]:
    """What a definition of CSL's own schema lists; citeproc-py ships it."""
    text = re.sub(r"#.*", "", (RNC / file).read_text(encoding="utf-8"))
    found = re.search(rf"\b{re.escape(name)}\s*=\s*((?:\|?\s*\"[\w-]+\"\s*)+)", text)
    assert found, name
    return re.findall(r'"([\w-]+)"', found[1])


TYPES = declared("csl-types.rnc", "item-types")


def every_type() -> dict[str, CslItem]:
    """An item of each type that CSL declares, with everything that may go wrong in a name or a title."""
    return {
        kind: {
            "id": f"doe-{kind}",
            "type": kind,
            "title": "Q&A: 100% of {braces}, $5 & #1_x ~ “the end” by NATO",
            "author": [{"family": "Doe", "given": "Ann B."}, {"literal": "Council for War and Peace, Ltd"}],
            "editor": [{"family": "Berg", "given": "Willem", "non-dropping-particle": "van den"}],
            "container-title": "Steppe & Sea",
            "publisher": "Reed & Sons",
            "publisher-place": "Almaty",
            "issued": {"date-parts": [[2013, 9, 4]]},
            "accessed": {"date-parts": [[2024, 5, 6]]},
            "URL": "https://www.example.org/a_b%20c?d=1&e=~f#g",
            "DOI": "10.5555/a_b%(1)",
            "page": "145-167",
            "volume": "12",
            "issue": "3",
            "language": "en-US",
        }
        for kind in TYPES
    }


ALL = {**ITEMS, **every_type()}
