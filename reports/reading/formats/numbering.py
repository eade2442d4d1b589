"""List markers as they are printed: numbers, letters and Roman numerals."""

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LARGEST = 3999


def numeral(number: int, kind: str) -> str:
    """Return ``number`` written as ``kind``: decimal, lower-alpha, upper-alpha, lower-roman or upper-roman."""
    if kind.endswith("alpha") and 0 < number <= _LARGEST:
        written = _letters(number)
    elif kind.endswith("roman") and 0 < number <= _LARGEST:
        written = _roman(number)
    else:
        return str(number)
    return written.upper() if kind.startswith("upper") else written


def _letters(number: int) -> str:
    written = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        written = chr(ord("a") + letter) + written
    return written


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
