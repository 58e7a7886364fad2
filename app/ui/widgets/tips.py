"""Tooltips of data: Qt guesses from a text whether it is markup, and a name must never be."""

import html


def plain_tip(text: str) -> str:
    """So that a tooltip shows it letter by letter; without a < there is nothing to guess."""
    if "<" not in text:
        return text
    return f'<span style="white-space: pre-wrap">{html.escape(text)}</span>'
