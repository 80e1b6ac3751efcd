"""Many kecamatan side by side, so that nobody is praised or blamed for noise.

``funnel`` asks of each kecamatan whether it differs from them all together by more than chance allows;
``ranks`` asks how much of a league table is real.
"""

from __future__ import annotations

from iku_helpers.method.funnel import BEYOND, UNKNOWN, WITHIN, funnel
from iku_helpers.method.ranks import ranks

__all__ = ["BEYOND", "UNKNOWN", "WITHIN", "funnel", "ranks"]
