"""Texts that are no web addresses: what is wrong with them, and the address that is meant."""

from __future__ import annotations

import re

from fto_check.problems.characters import named, odd_character, without_ignorable
from fto_check.problems.problems import clip

_EXAMPLE = "only http and https addresses, as in https://www.example.org/report"
_LONGEST = 2000
"""The characters of an address that is looked into."""
_scheme = re.compile(r"(?P<scheme>[A-Za-z][\w+.-]*)(?P<sign>:/{0,3}|//?)(?P<rest>.*)", re.DOTALL)
_slip = re.compile(r"h?[txX]{1,3}ps?|hxxps?|https?s|http+s?", re.IGNORECASE)
_marked = re.compile(r"\[[^\]]*\]\((?P<inner>[^)\s]+)\)|<(?P<other>[^<>\s]+)>|\"(?P<quoted>[^\"\s]+)\"")
_host = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?::\d+)?(?:[/?#].*)?")


def fault_of_address(text: str) -> tuple[str, str]:
    """Return what is wrong with a text that is no address, and what to write."""
    text = text[:_LONGEST]
    unseen = without_ignorable(text)
    if unseen != text:
        sign = next(sign for sign in text if not without_ignorable(sign))
        return f"it has {named(sign)}", f"write {_short(unseen)}"
    if (marked := _marked.fullmatch(text)) is not None:
        inner = marked["inner"] or marked["other"] or marked["quoted"]
        return "it stands in signs that belong to no address", f"write {_short(inner)}"
    found = _scheme.match(text)
    if found is not None and found["sign"] and not _host.fullmatch(text):
        return _fault_of_scheme(found)
    if re.search(r"\s", text):
        first = (text.split() or [text])[0]
        if _host.fullmatch(first):
            return "an address has no spaces", f"write one address, as in https://{_short(first)}"
        return "it is text", _EXAMPLE
    if _host.fullmatch(text):
        return "it has no scheme", f"write https://{_short(text)}"
    odd = odd_character(text)
    return "it has no host", f"{odd} does not belong there" if odd is not None else _EXAMPLE


def _fault_of_scheme(found: re.Match[str]) -> tuple[str, str]:
    """Return what is wrong with a text that begins with a scheme, and what to write."""
    scheme, rest = found["scheme"].casefold(), found["rest"].lstrip("/").strip()
    if scheme in ("http", "https"):
        return _fault_of_rest(scheme, found["sign"], rest)
    if _slip.fullmatch(scheme) and rest:
        return f"'{clip(found['scheme'], 20)}' is no scheme", f"write https://{_short(rest)}"
    if scheme == "doi":
        return "a DOI is no address", f"write https://doi.org/{_short(rest)}"
    return "its scheme is not http or https", _EXAMPLE


def _fault_of_rest(scheme: str, sign: str, rest: str) -> tuple[str, str]:
    if not re.match(r"[\w\[]", rest):
        return "it has no host", _EXAMPLE
    if re.search(r"\s", rest):
        return "an address has no spaces", f"write {scheme}://{_short(re.sub(' +', '%20', rest))}"
    if wrong := re.search(r'[<>"\\]', rest):
        clean = re.sub(r'[<>"]', "", rest).replace("\\", "/")
        return f"an address has no {wrong[0]}", f"write {scheme}://{_short(clean)}"
    if sign != "://":
        return "a colon and two strokes follow its scheme", f"write {scheme}://{_short(rest)}"
    return "its host is none", _EXAMPLE


def _short(text: str) -> str:
    return clip(text, 120)
