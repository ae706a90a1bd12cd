"""Numbers of things, as the command line words them."""


def counted(number: int, one: str, many: str = "") -> str:
    """Return the number with its words: `1 case`, `2 cases`; `many` where an s behind `one` is not right."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
