"""The public surface as others call it: names and defaults, every shape of column, every wrong value."""

from __future__ import annotations

import importlib
import inspect
import math
import pkgutil
import re
from dataclasses import astuple, fields

import numpy as np
import pandas as pd
import pytest

from iku_helpers import method
from iku_helpers.errors import MethodError
from iku_helpers.method import capaian, comparison, desa, ikm, quality
from iku_helpers.method.estimates import Design, Estimate

UNSUR = ["U1", "U2"]
PEOPLE = pd.DataFrame(
    {
        "U1": [4, 3, 3, 4, 2, 3],
        "U2": [3, 3, None, 4, 2, 4],
        "jk": ["L", "P", "L", "P", "L", "P"],
        "kelas": [1, 1, 2, 2, 1, 2],
        "N": 60,
    }
)
SURFACE = {
    Design: "weights strata cluster population cluster_population "
    "lonely=adjust post_strata margins df=design",
    ikm.index: "respondents unsur design level=0.95 method=logit weight",
    ikm.by_unsur: "respondents unsur design level=0.95 method=logit",
    ikm.by_group: "respondents unsur design by=layanan level=0.95 method=logit weight",
    ikm.change: "earlier later unsur earlier_design later_design level=0.95 weight",
    ikm.difference: "respondents unsur design by groups level=0.95 weight",
    ikm.alpha: "respondents unsur level=0.95 missing=complete",
    ikm.mutu: "index regime",
    desa.percentage: "good evaluated total sampling level=0.95",
    desa.limits: "good evaluated total level=0.95",
    desa.idm_status: "iks ike ikl",
    capaian.achievement: "realisasi target direction=positif",
    capaian.predicate: "achievement scale",
}


def written(parameter: inspect.Parameter) -> str:
    absent = parameter.default is inspect.Parameter.empty or parameter.default is None
    return parameter.name if absent else f"{parameter.name}={parameter.default}"


@pytest.mark.parametrize("called", SURFACE, ids=lambda called: called.__name__)
def test_names_order_and_defaults_are_those_agreed(called) -> None:
    assert " ".join(map(written, inspect.signature(called).parameters.values())) == SURFACE[called]


def test_an_estimate_has_its_six_parts_in_order() -> None:
    assert [field.name for field in fields(Estimate)] == ["estimate", "se", "df", "lower", "upper", "n"]


COLUMNS = {
    "whole numbers that may be missing": lambda people: people.astype(dict.fromkeys(UNSUR, "Int64")),
    "floats that may be missing": lambda people: people.astype(dict.fromkeys(UNSUR, "Float64")),
    "objects with None": lambda people: people.astype(object).where(people.notna(), None),
    "objects with pd.NA": lambda people: people.astype(object).where(people.notna(), pd.NA),
    "digits as text": lambda people: people.assign(U2=pd.Series(["3", "3", None, "4", "2", "4"])),
    "categories": lambda people: people.astype(dict.fromkeys([*UNSUR, "jk", "kelas"], "category")),
    "four bytes": lambda people: people.astype(dict.fromkeys(UNSUR, "float32")),
    "a repeated index": lambda people: people.set_axis([7, 7, 1, 1, 0, 0]),
    "an index of words": lambda people: people.set_axis(list("zyxwvu")),
    "columns in another order": lambda people: people[people.columns[::-1]],
}
DESIGNS = {
    "simple": Design(population="N"),
    "post-stratified": Design(post_strata={("jk", "kelas"): {(a, b): 9 + b for a in "LP" for b in (1, 2)}}),
    "raked": Design(margins={"jk": {"L": 30, "P": 40}, "kelas": {1: 25, 2: 45}}),
}


@pytest.mark.parametrize("shape", COLUMNS)
@pytest.mark.parametrize("design", DESIGNS)
def test_how_a_column_is_stored_changes_no_number(shape: str, design: str) -> None:
    people, plan = COLUMNS[shape](PEOPLE), DESIGNS[design]
    assert astuple(ikm.index(people, UNSUR, plan)) == pytest.approx(
        astuple(ikm.index(PEOPLE, UNSUR, plan)), rel=1e-12
    )
    for by in ("jk", ["jk", "kelas"]):
        pd.testing.assert_frame_equal(
            ikm.by_group(people, UNSUR, plan, by=by), ikm.by_group(PEOPLE, UNSUR, plan, by=by)
        )


@pytest.mark.parametrize(
    "unsur", [("U1", "U2"), pd.Index(UNSUR), np.array(UNSUR), {"a": "U1", "b": ["U2"]}], ids=str
)
def test_the_unsur_may_come_in_any_sequence_or_by_name(unsur) -> None:
    assert ikm.index(PEOPLE, unsur, Design()) == ikm.index(PEOPLE, UNSUR, Design())
    assert ikm.item_total(PEOPLE, unsur).index.tolist() == UNSUR
    assert ikm.conventions(PEOPLE, unsur, Design()).index.tolist() == ["1/2"]


def test_a_single_unsur_is_one_unsur_however_long_its_name() -> None:
    assert ikm.index(PEOPLE, "U1", Design()) == ikm.index(PEOPLE, ["U1"], Design())
    assert ikm.conventions(PEOPLE, "U1", Design()).index.tolist() == ["1/1"]


def test_a_list_of_one_attribute_is_that_attribute() -> None:
    listed = ikm.by_group(PEOPLE, UNSUR, Design(), by=["jk"])
    pd.testing.assert_frame_equal(listed, ikm.by_group(PEOPLE, UNSUR, Design(), by="jk"))


def test_known_counts_may_come_as_a_series() -> None:
    counts = {"L": 30, "P": 40}
    series = ikm.index(PEOPLE, UNSUR, Design(post_strata={"jk": pd.Series(counts)}))
    assert series == ikm.index(PEOPLE, UNSUR, Design(post_strata={"jk": counts}))


def test_an_attribute_nobody_filled_in_has_no_groups() -> None:
    people = PEOPLE.assign(jk=None)
    for by in ("jk", ["jk", "kelas"]):
        found = ikm.by_group(people, UNSUR, Design(), by=by)
        assert list(found.columns) == ["estimate", "se", "df", "lower", "upper", "n"]
        assert found.empty


@pytest.mark.parametrize("kind", [np.int64, np.float64, float])
def test_counts_of_villages_may_be_any_whole_number(kind) -> None:
    good, evaluated, total = kind(7), kind(8), kind(15)
    assert desa.limits(good, evaluated, total) == (9, 14)
    got = desa.percentage(good, evaluated, total, "random")
    assert got == desa.percentage(7, 8, 15, "random")
    assert type(got.n) is int


def test_the_status_of_a_village_does_not_hang_on_how_its_figures_are_held() -> None:
    for iks in (
        [0.8, None, 0.9],
        pd.Series([0.8, None, 0.9], index=["a", "b", "c"]),
        pd.array([0.8, pd.NA, 0.9], dtype="Float64"),
        pd.Series(["0.8", None, "0.9"]),
    ):
        found = desa.idm_status(iks, [0.5, 0.8, 0.9], (0.9, 0.9, 0.9))
        assert found.isna().tolist() == [False, True, False]
        assert found.dropna().tolist() == ["Maju", "Mandiri"]
    assert desa.idm_status(0.9, 0.9, 0.9).tolist() == ["Mandiri"]


LABELLED = pd.Series([0.8, 0.9], index=["a", "b"])
REFUSED = {
    "a level in words": lambda: ikm.index(PEOPLE, UNSUR, Design(), level="0.95"),
    "a level in percent": lambda: desa.percentage(15, 15, 15, "census", level=95),
    "a weight in words": lambda: ikm.index(PEOPLE, UNSUR, Design(), weight="0.11"),
    "a column twice": lambda: ikm.index(pd.concat([PEOPLE, PEOPLE], axis=1), UNSUR, Design()),
    "a way of missing that is none": lambda: ikm.alpha(PEOPLE, UNSUR, missing="mean"),
    "no attribute": lambda: ikm.by_group(PEOPLE, UNSUR, Design(), by=[]),
    "a count in words": lambda: ikm.index(PEOPLE, UNSUR, Design(post_strata={"jk": {"L": "x", "P": 1}})),
    "half a village": lambda: desa.limits(7.5, 8, 15),
    "no count": lambda: desa.limits(None, 8, 15),
    "nan villages": lambda: desa.percentage(math.nan, 8, 15, "random"),
    "a sub-index in words": lambda: desa.idm_status(["tinggi"], [0.5], [0.5]),
    "sub-indices of other villages": lambda: desa.idm_status(LABELLED, LABELLED[::-1], [0.8, 0.8]),
    "sub-indices of fewer villages": lambda: desa.idm_status([0.8, 0.9], [0.8], [0.8, 0.9]),
    "a score for an index": lambda: ikm.mutu(3.52, 2017),
    "an index above its scale": lambda: ikm.mutu(352.0, 2017),
    "no index": lambda: ikm.mutu(None, 2017),
    "a direction that is none": lambda: capaian.achievement(85, 80, "datar"),
    "a target in words": lambda: capaian.achievement(85, "80", "positif"),
    "a scale that is none": lambda: capaian.predicate(85, None),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_has_no_meaning_is_refused_by_an_error_of_ours(what: str) -> None:
    with pytest.raises(ValueError, match=r"\.$") as refused:
        REFUSED[what]()
    assert isinstance(refused.value, MethodError)


def test_directions_have_an_english_and_an_indonesian_word() -> None:
    for indonesian, english in (("positif", "positive"), ("negatif", "negative")):
        assert capaian.achievement(8, 10, indonesian) == capaian.achievement(8, 10, english)


def test_a_group_asked_whole_still_varies_where_known_counts_tie_it_to_the_others() -> None:
    # R: postStratify(svydesign(id=~1, strata=~h, fpc=~N), ~jk, ...), subset h == "a"
    people = pd.DataFrame(
        {"U1": [4, 2, 3, 1, 4, 2, 3], "h": list("aaabbbb"), "jk": list("LPPLPLL"), "N": [3] * 3 + [20] * 4}
    )
    design = Design(strata="h", population="N", post_strata={"jk": {"L": 12, "P": 11}})
    got = ikm.by_group(people, ["U1"], design, by="h", method="t").loc["a"]
    assert got["lower"] < got["estimate"] < got["upper"]
    assert (got["estimate"], got["se"]) == pytest.approx((69.7247706422018, 5.35679528739902), rel=1e-12)


MODULES = [
    importlib.import_module(f"iku_helpers.method.{module.name}")
    for module in pkgutil.iter_modules(method.__path__)
]
OWN = {
    f"{module.__name__.rsplit('.', 1)[1]}.{name}": thing
    for module in MODULES
    for name, thing in vars(module).items()
    if getattr(thing, "__module__", "") == module.__name__
    and not name.startswith("_")
    and (inspect.isclass(thing) or inspect.isfunction(thing))
}


def test_every_public_docstring_has_an_example_that_the_suite_runs() -> None:
    assert len(OWN) > 70
    assert [name for name, thing in OWN.items() if ">>>" not in (thing.__doc__ or "")] == []


@pytest.mark.parametrize("door", [ikm, desa, capaian, comparison, quality], ids=lambda door: door.__name__)
def test_every_figure_names_the_source_of_its_formula(door) -> None:
    figures = [getattr(door, name) for name in door.__all__ if inspect.isfunction(getattr(door, name))]
    assert figures
    named = re.compile(r"References\n|Source: |Permendesa")
    assert [figure.__name__ for figure in figures if not named.search(figure.__doc__)] == []
