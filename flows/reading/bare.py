"""A text without the links, sums, dates and numbers in it that tell nothing of how its writer is.

Such numbers stand in most scams. Beside a few words they outweigh a cry, and they lend an alarm to a notice.
An age and a count of tablets are few digits without a unit of money or time: they stay.
"""

import re

from flows.remembered import remembered

_CURRENCY = r"(?:dhs?|mad|درهما?|دراهم|euros?|eur|€|usd|\$|dollars?|دولارا?)"
_PER = r"(?:/(?=\S*[^\W\d])\S*)?"
_AGE = r"(?!\s?(?:ans?\b|yo\b|3am\b|sna\b|years?\b|عام|سنة|سنه|سنين|سنوات))"
_TELLS_NOTHING = re.compile(
    r"(?<!\S)[^\s/@]*[/@](?=\S*[^\W\d])\S*"  # a link, an address, an account
    rf"|(?<!\w)\d[\d.,\u00a0 ]{{0,15}}\s?{_CURRENCY}{_PER}(?!\w)|(?<!\w)[€$]\s?\d[\d.,]{{0,15}}"
    rf"|(?<!\w)\d{{1,2}}\s?/\s?\d{{1,2}}(?:\s?/\s?\d{{2,4}})?(?!\w){_AGE}"
    r"|(?<!\w)\d{1,4}[.-]\d{1,2}[.-]\d{2,4}(?!\w)"
    r"|(?<!\w)\d{1,2}\s?(?:h(?:\d{2})?|:\d{2})(?!\w)"
    r"|(?<!\w)[+(]?\d(?:[.() -]{0,2}\d){5,}(?!\w)"
    r"|(?:n°|n º|رقم)\s?\d{1,9}(?!\w)",
    re.IGNORECASE,
)
_FEWEST = 2


@remembered()
def bare(text: str) -> str:
    """The text without such numbers and links; as it is where fewer than two words would be left."""
    left = _TELLS_NOTHING.sub(" ", text)
    if left == text:
        return text
    words = left.split()
    return " ".join(words) if len(words) >= _FEWEST else text
