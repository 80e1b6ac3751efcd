"""The door: any sheet an office sends in, canonical tables or one clear sentence out."""

from iku_helpers.inputs.importing.report import ImportReport
from iku_helpers.inputs.importing.run import import_table

__all__ = ["ImportReport", "import_table"]
