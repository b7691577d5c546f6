"""The types that an article's publication can have."""

from kztui.article.data_tables import rows

CSL_TYPES = tuple(name for (name,) in rows("files/data/csl_types.tsv"))
"""The item types of CSL 1.0.2, appendix III."""
