"""The page's drawings made ready for WeasyPrint, which draws an SVG without the page's style sheet.

In a browser one style sheet colours page and drawings alike. Here each drawing gets its own copy of the rules
that concern it, with the variables put in (the light ones: paper is white), and its name as ``title``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement

_SVG = "{http://www.w3.org/2000/svg}"
_VARIABLE = re.compile(r"var\((--[\w-]+)(?:,\s*([^()]*))?\)")
_PERCENT_OPACITY = re.compile(r"(opacity:\s*)([\d.]+)%")
_INSIDE_DRAWINGS = re.compile(r"^\.lukis\s|^\.m-")
_CLASS = re.compile(r"\.([A-Za-z][\w-]*)")
_NAMELESS = "Batang sebanding dengan angka di sampingnya"


def prepare(page: Element) -> None:
    """Change WeasyPrint's tree in place: name and style every drawing, drop what print leaves out."""
    _drop(page, lambda element: element.tag == "details" or "sempit" in element.get("class", "").split())
    css = "\n".join(element.text or "" for element in page.iter("style"))
    variables = dict(_variables(css))
    rules = list(_rules(css, variables))
    for drawing in page.iter(f"{_SVG}svg"):
        for element in drawing.iter():
            if "var(" in element.get("style", ""):
                element.set("style", _resolved(element.get("style", ""), variables))
        _set_first(drawing, "style", _needed(rules, drawing))
        if drawing.find(f"{_SVG}title") is None:
            _set_first(drawing, "title", drawing.get("aria-label") or _NAMELESS)


def _drop(page: Element, unwanted: Any) -> None:
    for parent in list(page.iter()):
        kept: Element | None = None
        for child in list(parent):
            if unwanted(child):
                _keep_tail(parent, kept, child.tail)
                parent.remove(child)
            else:
                kept = child


def _keep_tail(parent: Element, before: Element | None, tail: str | None) -> None:
    """Text that follows a dropped element belongs to its parent."""
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail


def _set_first(drawing: Element, tag: str, text: str) -> None:
    added = SubElement(drawing, f"{_SVG}{tag}")
    added.text = text
    drawing.remove(added)
    drawing.insert(0, added)


def _qualified(css: str) -> Iterator[tuple[str, str]]:
    """Selector and declarations of the rules outside @media."""
    import tinycss2  # type: ignore[import-untyped]  # comes with WeasyPrint

    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            yield tinycss2.serialize(rule.prelude).strip(), tinycss2.serialize(rule.content).strip()


def _variables(css: str) -> Iterator[tuple[str, str]]:
    for _, content in _qualified(css):
        for declaration in content.split(";"):
            name, colon, value = declaration.partition(":")
            if colon and name.strip().startswith("--"):
                yield name.strip(), value.strip()


def _rules(css: str, variables: dict[str, str]) -> Iterator[str]:
    """The rules for what is inside drawings (their size is the page's affair), no variable left in them."""
    yield f"text {{ font-family: {variables.get('--font', 'sans-serif')}; }}"
    for selector, content in _qualified(css):
        if _INSIDE_DRAWINGS.match(selector):
            yield f"{selector} {{ {_resolved(content, variables)} }}"


def _needed(rules: list[str], drawing: Element) -> str:
    """Those of ``rules`` that ask for no class the drawing lacks: matching all of them takes long."""
    there = {name for element in drawing.iter() for name in element.get("class", "").split()}
    return "\n".join(rule for rule in rules if _may_match(rule.partition("{")[0], there))


def _may_match(selectors: str, there: set[str]) -> bool:
    return any(set(_CLASS.findall(selector)) <= there for selector in selectors.split(","))


def _resolved(text: str, variables: dict[str, str]) -> str:
    while found := _VARIABLE.search(text):
        value = variables.get(found[1], found[2] or "initial")
        text = text[: found.start()] + value + text[found.end() :]
    return _PERCENT_OPACITY.sub(lambda match: f"{match[1]}{float(match[2]) / 100:g}", text)
