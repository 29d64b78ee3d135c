"""What is wrong with a page that is open: for those who cannot see it, and for those who look at it."""

from importlib.resources import files

_AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
# What axe calls serious keeps somebody from using the page; `moderate` and `minor` are advice.
_TOO_MUCH = {"serious", "critical"}

# What is folded away is taken out before: axe would take seconds for thousands of rows that nobody sees.
_RUN = """async rules => {
  document.querySelectorAll('details:not([open]) > :not(summary)').forEach(one => one.remove());
  const only = rules.length
    ? {runOnly: {type: 'rule', values: rules}} : {rules: {'target-size': {enabled: true}}};
  return (await axe.run(document, {resultTypes: ['violations'], ...only})).violations;
}"""
_TOO_WIDE = """() => {
  const wide = document.documentElement.clientWidth + 1;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll('body *')]
    .filter(one => one.getBoundingClientRect().right > wide)
    .slice(0, 3).map(one => one.outerHTML.slice(0, 120));
}"""


# What may be right at one width and in one light, and wrong at another. Targets of 24 by 24 pixels, or with room
# about them (WCAG 2.2, 2.5.8), are looked for by axe only when asked.
LOOKS = ("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size")


def serious_faults(page, rules=()):
    """What axe-core finds on the page that keeps somebody from using it, a line for each place of it.

    With `rules` it is looked for what breaks these alone.
    """
    page.evaluate(_AXE)
    return [
        f"{fault['id']}: {fault['help']}: {node['html'][:160]} {node['any'][0]['message'] if node['any'] else ''}"
        for fault in page.evaluate(_RUN, list(rules))
        if fault["impact"] in _TOO_MUCH
        for node in fault["nodes"]
    ]


def what_sticks_out(page):
    """Elements that make the page scroll sideways, none where it does not."""
    return page.evaluate(_TOO_WIDE)
