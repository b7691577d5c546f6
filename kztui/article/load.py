"""From a path to an article."""
