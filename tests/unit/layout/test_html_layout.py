"""HTML: what a reader of the page sees, in order, with its tables and lists."""

import pytest
from layout_views import assert_accounts_for_its_text, columns_of, running_of, tables_of, view

from snapshots.errors import DamagedFile, EmptyLetter, LetterTooLarge
from snapshots.layout.html import read_layout


def read(html):
    layout = read_layout(html.encode())
    assert_accounts_for_its_text(layout)
    return layout


def test_paragraphs_come_in_reading_order_with_their_headings():
    assert view(read("<h1>Annex</h1><p>One.</p><div>Two <i>and</i> more.<p>Three.</div>tail")) == [
        "# Annex",
        "One.",
        "Two and more.",
        "Three.",
        "tail",
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>no()</script>",
        "<style>p {}</style>",
        "<nav><a href=/>no</a></nav>",
        "<div role=navigation>no</div>",
        "<!-- no -->",
        "<p hidden>no</p>",
        "<p style='color: red; display: none'>no</p>",
        "<p style='visibility:hidden'>no</p>",
        "<span aria-hidden=true>no</span>",
        "<template>no</template>",
        "<button>no</button>",
        "<svg><text>no</text></svg>",
    ],
)
def test_what_is_not_shown_is_not_read(hidden):
    assert view(read(f"<title>no</title><p>Seen</p>{hidden}<p>words.</p>")) == ["Seen", "words."]


def test_white_space_and_entities_are_plain_words():
    assert view(read("<p>\n EUR&nbsp;5\n million &amp; more&shy;over&#8203; </p>")) == [
        "EUR 5 million & moreover"
    ]


def test_words_wholly_bold_or_underlined_are_a_heading():
    html = (
        "<p><b>Harbours</b> <u>and quays</u>:</p><p><b>Ruritania:</b> a quay.</p>"
        "<p style='font-weight:bold'>Lights</p><p><b><span style='font-weight:normal'>plain</span></b></p>"
        "<p><b> – </b></p>"
    )
    assert view(read(html)) == ["# Harbours and quays:", "Ruritania: a quay.", "# Lights", "plain", "–"]


def test_lists_nest_as_deep_as_they_are_written():
    html = (
        "<ul><li>one<ul><li>two<ol><li>three</ol></ul><p>still one</p><li><p>• one more</p></ul><p>none</p>"
    )
    assert view(read(html)) == ["> one", "> > two", "> > > three", "> still one", "> one more", "none"]


def test_a_line_break_ends_a_paragraph_unless_the_sentence_runs_on():
    html = (
        "<p>Seaport, 3 May 2031<br>To the ministers</p>"
        "<p>The quay that the storm had broken in the spring of<br>last year is whole again.<br>so are its lamps</p>"
        "<p>seven boats<br>two cranes</p>"
    )
    assert view(read(html)) == [
        "Seaport, 3 May 2031",
        "To the ministers",
        "The quay that the storm had broken in the spring of last year is whole again.",
        "so are its lamps",
        "seven boats",
        "two cranes",
    ]


def test_typed_bullets_are_levels_in_a_cell():
    html = (
        "<table><tr><td>a<td><b>Ruritania</b><br>➤ a quay<br>o its lamps<br>➤ a crane<br>that is all</table>"
    )
    assert view(read(html)) == [
        [[["a"], ["# Ruritania", "> a quay", "> > its lamps", "> a crane", "that is all"]]]
    ]


def test_the_lists_of_word_s_own_html_keep_their_levels():
    html = (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>a quay</p>"
        "<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o</span>its lamps</p>"
    )
    assert view(read(html)) == ["> a quay", "> > its lamps"]


def test_cells_that_span_keep_the_columns_of_the_others():
    html = (
        "<table><thead><tr><th>A<th>B<th>C</thead>"
        "<tr><td colspan=3>HARBOURS"
        "<tr><td rowspan=2>a<td>b<td>c"
        "<tr><td>d<td>e"
        "<tr><td colspan=2>f<td>g</table>"
    )
    (table,) = tables_of(layout := read(html))
    assert columns_of(table) == [
        [(0, 1), (1, 1), (2, 1)],
        [(0, 3)],
        [(0, 1), (1, 1), (2, 1)],
        [(0, 1), (1, 1), (2, 1)],
        [(0, 2), (2, 1)],
    ]
    assert view(layout)[0] == [
        [["# A"], ["# B"], ["# C"]],
        [["HARBOURS"]],
        [["a"], ["b"], ["c"]],
        [[], ["d"], ["e"]],
        [["f"], ["g"]],
    ]


@pytest.mark.parametrize("span", ["0", "-1", "x", "999999999999", ""])
def test_a_senseless_span_does_no_harm(span):
    html = f"<table><tr><td rowspan='{span}' colspan='1'>a<td>b<tr><td>c</table>"
    assert len(tables_of(read(html))[0].rows) == 2


def test_a_table_that_is_forged_to_fill_the_memory_is_refused():
    with pytest.raises(LetterTooLarge, match="cells"):
        read_layout(b"<table>" + b"<tr><td rowspan=65000 colspan=9>a" * 2000)


def test_words_between_the_tags_of_a_table_are_not_lost():
    html = "<table>first<caption>Annex</caption><tr><td>a<td>b</tr>then<tbody>more<tr>even<td>c<td>d</tr></table>"
    assert sorted(read(html).text.split()) == ["Annex", "a", "b", "c", "d", "even", "first", "more", "then"]


def test_a_table_in_a_cell_is_read_as_paragraphs_of_that_cell():
    html = (
        "<table><tr><td>Harbours of the north<td><table><tr><td>quay<td>built</table>and so on"
        "<tr><td>more<td>words</table>"
    )
    assert view(read(html)) == [
        [[["Harbours of the north"], ["quay", "built", "and so on"]], [["more"], ["words"]]]
    ]


@pytest.mark.parametrize("attributes", ["role=presentation", ""])
def test_a_table_that_lays_out_the_page_is_no_table(attributes):
    html = f"<table {attributes}><tr><td><p>Dear all,</p><table><tr><td>a<td>b<tr><td>c<td>d</table></table>"
    assert view(read(html)) == ["Dear all,", [[["a"], ["b"]], [["c"], ["d"]]]]


def test_a_hidden_row_is_not_read():
    html = "<table><tr><td>a<td>b<tr style='display:none'><td>no<td>no<tr><td>c<td>d</table>"
    assert view(read(html)) == [[[["a"], ["b"]], [["c"], ["d"]]]]


def test_a_page_s_footer_is_running_text():
    layout = read("<p>Words.</p><footer><p>Harbour Office</p><p>3</p></footer>")
    assert view(layout) == ["Words."]
    assert running_of(layout) == ["Harbour Office", "3"]


def test_a_footer_that_holds_the_letter_is_no_footer():
    assert running_of(read("<p>Words.<footer>" + "<p>A quay is built.</p>" * 30)) == []


def test_deleted_words_are_left_out_and_said_to_be():
    layout = read("<p>EUR <del>5</del><ins>6</ins> million</p>")
    assert view(layout) == ["EUR 6 million"]
    assert [finding.code for finding in layout.findings] == ["changes.tracked"]
    assert read("<p>EUR 6 million</p>").findings == ()


def test_the_marks_of_notes_are_no_words_but_the_notes_are():
    html = (
        "<p>EUR 5 million<sup><a href='#footnote-1' id='footnote-ref-1'>[1]</a></sup>.</p>"
        "<ol><li id='footnote-1'><p>At prices of 2031. <a href='#footnote-ref-1'>↑</a></p></li></ol>"
    )
    assert view(read(html)) == ["EUR 5 million.", "> At prices of 2031."]


def test_cells_whose_line_breaks_are_lost_are_flattened():
    glued = "Ruritania > a quay is built > a crane follows"
    assert read(f"<table><tr><td>a<td>{glued}</table>").flattened
    assert read(f"<table><tr><td>a<td>{'Words that go on. ' * 60}</table>").flattened
    assert not read(f"<table><tr><td>a<td>{glued}<tr><td>b<td>one<br>two</table>").flattened
    assert not read("<table><tr><td>a<td>short words.</table>").flattened


def test_the_declared_charset_is_read_where_utf_8_does_not_fit():
    html = '<html><head><meta charset="iso-8859-2"></head><p>Łódź'
    assert view(read_layout(html.encode("iso-8859-2"))) == ["Łódź"]
    xhtml = '<?xml version="1.0" encoding="iso-8859-2"?><html><body><p>Łódź</p></body></html>'
    assert view(read_layout(xhtml.encode("iso-8859-2"))) == ["Łódź"]


def test_entities_are_not_expanded_and_nothing_is_fetched():
    html = (
        "<!DOCTYPE html [<!ENTITY a 'bomb'><!ENTITY file SYSTEM 'file:///etc/hostname'>]>"
        "<html><body><p>&a; &file; words</p></body></html>"
    )
    assert "bomb" not in read(html).text.replace("'bomb'", "")
    assert "words" in read(html).text


def test_words_that_the_parser_would_leave_out_are_an_error():
    with pytest.raises(DamagedFile, match="too deep"):
        read_layout(("<div>" * 400 + "words").encode())
    assert view(read("<div>" * 200 + "words")) == ["words"]


@pytest.mark.parametrize(
    "html", ["<html></html>", "<p> </p>", "<table><tr><td></table>", "<script>words</script>"]
)
def test_a_page_without_words_is_no_letter(html):
    with pytest.raises(EmptyLetter):
        read_layout(html.encode())


def test_hard_blanks_before_a_typed_bullet_nest_it():
    lines = (
        "- There are:",
        "&nbsp;&nbsp;- lamps;",
        "&nbsp;&nbsp;- buoys.",
        "- Quays follow.",
        "&nbsp;- So do piers.",
    )
    cell = f"<table><tr><td>Lights</td><td>{'<br>'.join(lines)}</td></tr></table>"
    assert view(read_layout(cell.encode()))[0][0][1] == [
        "> There are:",
        "> > lamps;",
        "> > buoys.",
        "> Quays follow.",
        "> So do piers.",
    ]
