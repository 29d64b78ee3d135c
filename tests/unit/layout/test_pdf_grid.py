"""Rules to cells and tables; the oracle in tests/oracles plays against the same code on whole pages."""

import time

from snapshots.layout.pdf_grid import CellBox, find_tables
from snapshots.layout.pdf_page import Rule


def level(y, left, right):
    return Rule(left=left, top=y, right=right, bottom=y)


def upright(x, top, bottom):
    return Rule(left=x, top=top, right=x, bottom=bottom)


def frame(left, top, right, bottom):
    return [
        level(top, left, right),
        level(bottom, left, right),
        upright(left, top, bottom),
        upright(right, top, bottom),
    ]


def places(table):
    return [[(place.column, place.width, place.cell is not None) for place in row] for row in table.rows()]


def test_cells_side_by_side_are_a_table():
    (table,) = find_tables([*frame(0, 0, 100, 20), *frame(100, 0, 200, 20)])
    assert table.cells == (
        CellBox(left=0, top=0, right=100, bottom=20),
        CellBox(left=100, top=0, right=200, bottom=20),
    )
    assert table.box == CellBox(left=0, top=0, right=200, bottom=20)


def test_one_frame_is_no_table():
    assert find_tables(frame(0, 0, 100, 20)) == ()


def test_rules_that_almost_meet_are_one():
    rules = [*frame(0, 0, 100, 40), level(20, 0, 49), level(20.4, 51.5, 100)]
    assert len(find_tables(rules)[0].cells) == 2


def test_a_missing_edge_merges_cells():
    rules = [*frame(0, 0, 90, 60), upright(30, 0, 60), level(20, 0, 90), level(40, 30, 90)]
    (table,) = find_tables(rules)
    assert places(table) == [
        [(0, 1, True), (1, 1, True)],
        [(0, 1, True), (1, 1, True)],
        [(0, 1, False), (1, 1, True)],
    ]


def test_a_cell_over_several_columns_is_that_wide():
    rules = [*frame(0, 0, 90, 40), level(20, 0, 90), upright(30, 20, 40), upright(60, 20, 40)]
    (table,) = find_tables(rules)
    assert places(table) == [[(0, 3, True)], [(0, 1, True), (1, 1, True), (2, 1, True)]]


def test_tables_apart_come_from_the_top_down():
    below = [*frame(0, 100, 50, 120), *frame(50, 100, 90, 120)]
    above = [*frame(0, 0, 50, 20), *frame(50, 0, 90, 20)]
    assert [table.box.top for table in find_tables([*below, *above])] == [0, 100]


def test_strokes_that_close_nothing_are_nothing():
    assert find_tables([level(10, 0, 100), upright(50, 20, 80), level(200, 0, 2)]) == ()
    assert find_tables([]) == ()


def test_a_row_that_goes_on_over_the_page_is_closed_where_its_uprights_end():
    columns = (0, 30, 60, 90)
    head_and_row = [level(0, 0, 90), level(20, 0, 90), *(upright(x, 0, 70) for x in columns)]
    rest = [level(50, 0, 90), *(upright(x, 10, 50) for x in columns)]
    (table,) = find_tables(head_and_row)
    assert [len(row) for row in places(table)] == [3, 3]
    assert table.box == CellBox(left=0, top=0, right=90, bottom=70)
    (table,) = find_tables(rest)
    assert (table.box.top, table.box.bottom, len(table.cells)) == (10, 50, 3)


def test_a_row_that_no_rule_parts_from_repeated_headings_begins_where_its_uprights_do():
    columns = (0, 30, 60, 90)
    head = [level(0, 0, 90), *(upright(x, 0, 20) for x in columns)]
    rest = [level(50, 0, 90), *(upright(x, 20, 50) for x in columns)]
    (table,) = find_tables([*head, *rest])
    assert [len(row) for row in places(table)] == [3, 3]
    assert {cell.top for cell in table.cells} == {0, 20}


def test_strokes_of_dashed_uprights_part_no_rows():
    columns = (0, 30, 60, 90)
    dashes = [upright(x, y, y + 4) for x in columns for y in range(0, 60, 5)]
    (table,) = find_tables([level(0, 0, 90), level(60, 0, 90), *dashes])
    assert len(places(table)) == 1


def test_uprights_in_pieces_part_no_row_where_one_of_them_goes_on():
    columns = (30, 60)
    pieces = [upright(x, *ends) for x in columns for ends in ((0, 20), (20, 50))]
    (table,) = find_tables(
        [level(0, 0, 90), level(50, 0, 90), *pieces, upright(0, 0, 50), upright(90, 0, 50)]
    )
    assert len(places(table)) == 1


def test_two_uprights_that_end_together_close_nothing():
    assert find_tables([level(0, 0, 90), level(20, 0, 90), upright(0, 0, 70), upright(90, 0, 70)]) == ()


# Of the processor; it takes 0.3 s, and took minutes when every rule was held against every other.
COMB_SECONDS = 4


def test_a_comb_of_rules_costs_what_it_is_long():
    teeth = 20_000
    rules = [level(y, 0, 5 * teeth) for y in (0, 40)] + [upright(5 * tooth, 0, 30) for tooth in range(teeth)]
    begun = time.process_time()
    (table,) = find_tables(rules)
    assert len(table.cells) == teeth - 1
    assert time.process_time() - begun < COMB_SECONDS


def lattice(columns, rows):
    return [upright(4 * at, 0, 4 * rows - 4) for at in range(columns)] + [
        level(4 * at, 0, 4 * columns - 4) for at in range(rows)
    ]


def test_more_crossings_than_any_table_has_are_a_drawing():
    begun = time.process_time()
    assert find_tables(lattice(1000, 990)) == ()
    assert time.process_time() - begun < COMB_SECONDS
    assert len(find_tables(lattice(100, 40))[0].cells) == 99 * 39


def test_many_small_boxes_are_looked_at_by_what_crosses_and_not_by_all_pairs():
    boxes = [
        rule
        for row in range(60)
        for column in range(20)
        for rule in frame(30 * column, 12 * row, 30 * column + 30, 12 * row + 8)
    ]
    assert sum(len(table.cells) for table in find_tables(boxes)) == 60 * 20
