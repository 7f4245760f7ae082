"""Pages in a browser: opened from a file, as from the attachment of a mail, with all that they say and ask noted."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Opened:
    """The pages of one test."""

    browser: Any
    folder: Path
    said: list[str] = field(default_factory=list)
    """Messages on the console, and errors."""
    asked: list[str] = field(default_factory=list)
    """What was asked for, but for the pages themselves."""
    contexts: list[Any] = field(default_factory=list)

    def page(self, text: str, *, width: int = 1440, scheme: str = "light", name: str = "page.html") -> Any:
        """Write a page to a file and open it."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        context = self.browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", self._note_dialog)
        page.on("request", lambda request: self.asked.append(request.url))
        address = path.as_uri()
        page.goto(address)
        self.asked = [url for url in self.asked if url != address]
        return page

    def _note_dialog(self, dialog: Any) -> None:
        self.said.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def assert_quiet(self) -> None:
        """Nothing was said, and nothing asked for."""
        assert self.said == []
        assert self.asked == []


@contextmanager
def opened_in(browser: Any, folder: Path) -> Iterator[Opened]:
    """Give the pages of a test, and close them after it."""
    found = Opened(browser, folder)
    try:
        yield found
    finally:
        for context in found.contexts:
            context.close()


def violations(page: Any) -> list[str]:
    """Return what axe finds on a page: the rule, how grave, and the first place."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:200]}" for one in found]


def pdf_text(page: Any, size: str) -> list[str]:
    """Return the text of each page that is printed, its spaces made one."""
    from pypdf import PdfReader

    printed = PdfReader(io.BytesIO(page.pdf(format=size, print_background=True)))
    return [re.sub(r"\s+", " ", one.extract_text()) for one in printed.pages]
