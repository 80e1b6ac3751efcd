"""The array types of the method, and the two sums everything else is made of."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]
Flags = NDArray[np.bool_]


def sums(code: Codes, values: Floats | Flags, size: int) -> Floats:
    """The sum of ``values`` in each of ``size`` groups.

    >>> sums(np.array([0, 2, 2]), np.array([1.0, 2.0, 3.0]), 3)
    array([1., 0., 5.])
    """
    if size == 1:
        return np.array([values.sum()], dtype=np.float64)
    return np.asarray(np.bincount(code, values, size), dtype=np.float64)


def counts(code: Codes, size: int) -> Floats:
    """How many rows each of ``size`` groups has.

    >>> counts(np.array([0, 2, 2]), 3)
    array([1., 0., 2.])
    """
    return np.bincount(code, minlength=size).astype(np.float64)
