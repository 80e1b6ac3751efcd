"""LaTeX to MathML, made when the page is built: the reader's browser draws it without a script."""

from __future__ import annotations

from functools import cache


@cache
def mathml(latex: str, display: bool = False) -> str:
    """``latex`` as a MathML element, its source kept as the text a screen reader can fall back on.

    >>> mathml("x")
    '<math display="inline"><mrow><mi>x</mi></mrow></math>'
    """
    from latex2mathml.converter import convert

    text: str = convert(latex, display="block" if display else "inline")
    return text.replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "")
