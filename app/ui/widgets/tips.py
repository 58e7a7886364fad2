"""Tooltips of data: Qt guesses from a text whether it is markup, and a name must never be."""

import html

from PySide6.QtCore import Qt


def plain_tip(text: str) -> str:
    """The text so that a tooltip shows it letter by letter."""
    if not Qt.mightBeRichText(text):
        return text
    return f'<span style="white-space: pre-wrap">{html.escape(text)}</span>'
