"""CSL-JSON: a list with the one CSL item, as Zotero and pandoc read it (csl-data.json 1.0.2)."""

import json

from kztui.citation.csl_item import EDTF, CslItem


def csl_json(item: CslItem) -> str:
    """`item` as a file of CSL-JSON: several lines, UTF-8, not escaped."""
    held = {variable: value for variable, value in item.items() if variable != EDTF}
    return json.dumps([held], ensure_ascii=False, indent=2)
