"""A layout in a form that a test can compare: words instead of offsets."""

from snapshots.layout.blocks import Table


def words_of(layout, paragraph):
    return layout.text[paragraph.span.start : paragraph.span.end]


def view(layout):
    """The blocks as plain values: a paragraph is its words (with `> ` for each level, `# ` for a heading)."""
    return [
        [[cell_view(layout, cell) for cell in row.cells] for row in block.rows]
        if isinstance(block, Table)
        else paragraph_view(layout, block)
        for block in layout.blocks
    ]


def cell_view(layout, cell):
    return [paragraph_view(layout, paragraph) for paragraph in cell.paragraphs]


def paragraph_view(layout, paragraph):
    return "> " * paragraph.level + "# " * paragraph.heading + words_of(layout, paragraph)


def columns_of(table):
    """(column, width) of each cell, row by row."""
    return [[(cell.column, cell.width) for cell in row.cells] for row in table.rows]


def tables_of(layout):
    return [block for block in layout.blocks if isinstance(block, Table)]


def running_of(layout):
    return [layout.text[span.start : span.end] for span in layout.running]


def paragraphs_of(layout):
    """Every paragraph, those in cells too, in reading order."""
    for block in layout.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.paragraphs
        else:
            yield block


def assert_accounts_for_its_text(layout):
    """Spans lie in order, apart, without blanks at their ends; between them is nothing but line breaks."""
    spans = sorted([*(p.span for p in paragraphs_of(layout)), *layout.running])
    end = 0
    for span in spans:
        assert layout.text[end : span.start].strip() == ""
        words = layout.text[span.start : span.end]
        assert words == words.strip()
        assert words
        end = span.end
    assert layout.text[end:].strip() == ""
    assert [p.span for p in paragraphs_of(layout)] == sorted(p.span for p in paragraphs_of(layout))
