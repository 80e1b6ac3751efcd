"""Executed notebook to one whole HTML page: the nbconvert template ``laporan`` and its exporter."""
