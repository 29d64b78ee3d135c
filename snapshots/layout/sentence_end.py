"""Whether words end as sentences do, for those who part lines and know no more of the language."""

from __future__ import annotations

import re

__all__ = ["ends_sentence"]

_SENTENCE_END = re.compile(r"[.!?:;…][\"'’”»)\]]*$")


def ends_sentence(words: str) -> bool:
    """Whether the last sign, but for closing quotes and brackets, ends a sentence or a part of one."""
    return _SENTENCE_END.search(words) is not None
