"""Single letters that mean one thing in one country and its opposite in another: X is worked in Hanoi and absent in Dhaka, H is a holiday or Hadir.

Which, only the sheet's own legend or the site's country can say. Where neither does and the sheet shows that the usual meaning does not fit,
the letter is unread.

>>> sorted(doubtful({"p": 200, "x": 9, "wo": 40})), sorted(doubtful({"h": 300, "s": 4, "i": 2, "a": 3})), sorted(doubtful({"p": 90, "h": 4}))
(['x'], ['h'], [])
"""

from collections.abc import Mapping

#: What attendance lists of a country mean by these letters.
OWN: dict[str, dict[str, str]] = {"id": {"h": "Hadir", "i": "Izin", "s": "Sakit", "a": "Alpa", "c": "Cuti", "l": "Libur", "tk": "Alpa"}}
_WORKED = ("p", "√", "✓", "✔", "1", "8")
_MAY = {
    "h": "'H' may mean a holiday or Hadir (present); say what it means in a legend in this workbook",
    "w": "'W' may mean a weekly day off or worked; say what it means in a legend in this workbook",
    "a": "'A' is the commonest code of this sheet: it may not mean absent; say what it means in a legend in this workbook",
    "o": "'O' is the commonest code of this sheet: it may not mean leave; say what it means in a legend in this workbook",
    "f": "'F' is the commonest code of this sheet: it may not mean leave; say what it means in a legend in this workbook",
}


def doubtful(counts: Mapping[str, int]) -> dict[str, str]:
    """Folded codes of one sheet and how often each stands -> why a code is not read, for those that are not."""
    total = sum(counts.values())
    worked = next((w for w in _WORKED if counts.get(w)), "")
    found: dict[str, str] = {}
    if worked and counts.get("x"):
        found["x"] = f"'X' stands beside '{worked.upper()}': it may mean worked or absent; say what it means in a legend in this workbook"
    if counts.get("h") and not worked and (counts.get("i") or counts.get("s") or counts["h"] * 2 > total):
        found["h"] = _MAY["h"]
    for code in ("w", "a", "o", "f"):
        if counts.get(code, 0) * 2 > total and total >= 10 and not worked:
            found[code] = _MAY[code]
    return found
