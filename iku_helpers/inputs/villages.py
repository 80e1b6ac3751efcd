"""The villages of one kecamatan and year: register, published index and evaluation side by side."""

from __future__ import annotations

import pandas as pd

from iku_helpers.inputs.kecamatan_tables import KecamatanTables


def villages(tables: KecamatanTables) -> pd.DataFrame:
    """One row a village of the register, index ``kode``; what was not published or evaluated is missing.

    The status as published is called ``status_terbit``: the report works out ``status`` itself. Rows of
    villages that are not in the register are left out here and named by the check.
    """
    register = tables.frame("desa").set_index("kode")[["nama", "jenis"]]
    index = tables.frame("idm").rename(columns={"status": "status_terbit"}).set_index("kode")
    evaluation = tables.frame("administrasi").set_index("kode")
    return register.join(index).join(evaluation)
