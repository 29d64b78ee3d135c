"""A page as it is used by keyboard alone: what Tab reaches, in which order, and whether one sees where one is."""

_CAN_BE_REACHED = """() => {
  const all = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]');
  const shown = one => one.checkVisibility({visibilityProperty: true}) && one.type !== 'hidden'
    && one.tabIndex >= 0 && !one.disabled;
  // Of radio buttons of one name Tab reaches the one that is chosen, or else the first; arrows the others.
  const group = one => [...document.getElementsByName(one.name)].filter(other => other.type === 'radio');
  const stands = one => one.type !== 'radio' || one === (group(one).find(other => other.checked) ?? group(one)[0]);
  const found = [...all].filter(shown).filter(stands);
  found.forEach((one, place) => one.setAttribute('data-place', place));
  return found.length;
}"""
_WHERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one);
  const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
    || style.boxShadow !== 'none' || style.borderColor !== one.dataset.before;
  return {place: Number(one.dataset.place ?? -1), marked, html: one.outerHTML.slice(0, 120)};
}"""


def count_stops(page):
    """How many places of the page can be reached by keyboard; they are numbered in its own order."""
    return page.evaluate(_CAN_BE_REACHED)


def walk(page, most=400):
    """The places that Tab goes to, one after the other, until it leaves the page."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        where = page.evaluate(_WHERE)
        if where is None or (stops and where["place"] <= 0):
            break
        stops.append(where)
    return stops


def tab_to(page, locator, most=400):
    """Goes on by Tab until the locator's element has the focus, as someone without a mouse must."""
    wanted = locator.first.element_handle()
    for _ in range(most):
        if page.evaluate("one => document.activeElement === one", wanted):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {locator}")
