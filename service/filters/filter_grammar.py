"""The filter language written down for people: its grammar, and questions with the filters that ask them.

Both stand in DESIGN.md of this room and on the page `/filters`, word for word; that they are true is tested.
"""

from __future__ import annotations

from typing import Final

__all__ = ["EXAMPLES", "GRAMMAR"]

# EBNF as ISO 14977 has it: "," follows, "|" or, "[ ]" may be left out, "{ }" as often as one likes, none too.
# Between question marks stands what is easier said than written.
GRAMMAR: Final = """\
filter  = [ blanks ] , [ term , { blanks , term } , [ blanks ] ] ;
term    = [ "-" ] , ( choice | word | sum | slip | way | switch ) ;
choice  = field , ":" , names ;
field   = "kind" | "partner" | "item" | "series" | "letter" | "part" | "column" | "status" ;
names   = quoted | name , { "," , name } ;
word    = [ "text:" ] , ( quoted | name ) ;
sum     = "amount" , sign , digits , [ "." , digits ] , [ "k" | "m" | "bn" ] ;
slip    = "slip" , sign , [ "-" ] , digits , ( "d" | "w" ) ;
way     = "strength:" , ( "up" | "down" ) ;
switch  = "minor:" , ( "yes" | "no" ) ;
sign    = ">=" | "<=" | ">" | "<" | "=" ;
quoted  = '"' , ? any words, without a quote in them ? , '"' ;
name    = ? a word without blanks, quotes, commas and signs in it, and neither AND, OR nor NOT ? ;
digits  = ? one to six of the digits 0 to 9 ? ;
blanks  = ? at least one blank ? ;"""

# What somebody wants to know, and how it is asked.
EXAMPLES: Final = (
    (
        "kind:deadline.moved,deadline.passed slip>=90d",
        "deadlines that may have slipped by three months or more",
    ),
    ("slip>=90d -slip<90d", "those that certainly have, on whatever day of a vague window it ends"),
    ("partner:EG,TN kind:contract.signed", "contracts signed for Egypt or Tunisia"),
    (
        'partner:"Western Balkans" amount>=5m',
        "changes about the region whose words name a sum of five million or more",
    ),
    ("kind:item.unmentioned -partner:LY", "open before and no longer mentioned, but for those about Libya"),
    (
        "part:prevention column:next_steps status:planned",
        "promises that stand among the next steps of one part",
    ),
    ("strength:down minor:no", "promised less firmly than before, and more than other words for it"),
    ("letter:2023-12 vessel", "what came with the letters of December 2023 and speaks of vessels"),
    ('"search and rescue" kind:amount.changed', "these words in this order, where a sum changed"),
    ("kind:deadline.closed", "windows that closed between letters, with nothing reported done"),
)
