"""The widths at which pages are looked at, in CSS pixels."""

DESK, PHONE = 1280, 390
HEIGHTS = {DESK: 900, PHONE: 844}
