"""The patterns of a profile's values for its JSON Schema, in the part of regular expressions that all editors share."""

from __future__ import annotations

from fto_check.problems.characters import IGNORABLE
from fto_check.problems.inert import FORBIDDEN
from fto_check.profile.values import ITEM_ID


def _class(characters: str) -> str:
    """Return the characters of a regular expression's brackets as escapes; those beyond the first plane are left out.

    An editor without the flag for Unicode takes each of those for two characters.
    """
    first_plane = "".join(sign for sign in characters.partition("\U0001bca0")[0])
    return "".join(sign if sign == "-" else f"\\u{ord(sign):04x}" for sign in first_plane)


_NOT_IN_LINES = _class(FORBIDDEN + "\ufeff\t")
_NOT_IN_LINE = _NOT_IN_LINES + r"\r\n"
_NOT_SEEN = r"\s" + _class(IGNORABLE) + r"\u2800"
_YEAR = "(?!0000)[0-9]{4}"
_MONTH = "(0[1-9]|1[0-2])"
_MONTH_AND_DAY = "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))"
_DATE = f"{_YEAR}(-{_MONTH}|-{_MONTH_AND_DAY})?"

LINE = rf"^\s*[^{_NOT_IN_LINE}]*[^{_NOT_IN_LINE}{_NOT_SEEN}][^{_NOT_IN_LINE}]*\s*$"
"""One line of text with a character that can be seen; spaces and line breaks around it are trimmed."""
LINES = rf"^[^{_NOT_IN_LINES}]*[^{_NOT_IN_LINES}{_NOT_SEEN}][^{_NOT_IN_LINES}]*$"
SPAN = rf"^({_DATE}|{_DATE}/(\.\.|{_DATE})|(\.\.)?/{_DATE})$"
DAY = f"^{_YEAR}-{_MONTH_AND_DAY}$"
URL = r'^[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"\\]+$'
SOURCE_ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
ITEM = f"^{ITEM_ID}$"
