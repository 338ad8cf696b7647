"""Static files with hashed names, and the stylesheet joined from its parts when they are collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Joins the parts of the stylesheet to one file."""
