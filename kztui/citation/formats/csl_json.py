"""CSL-JSON: a list with the one CSL item, as Zotero and pandoc read it (csl-data.json 1.0.2)."""

import json

from kztui.citation.csl_item import CslItem


def csl_json(item: CslItem) -> str:
    """`item` as a file of CSL-JSON: several lines, UTF-8, not escaped."""
    return json.dumps([item], ensure_ascii=False, indent=2)
