"""A new year: its folder made from the last one, and Excel forms for those who fill by hand."""

from iku_helpers.inputs.forms.entries import survey_form, village_form
from iku_helpers.inputs.forms.year import new_year

__all__ = ["new_year", "survey_form", "village_form"]
