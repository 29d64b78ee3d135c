"""Files made to hold a reader up."""

# A page that draws a form which draws itself twice: the PDF library never ends.
SELF_DRAWING = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>endobj
4 0 obj<</Length 5>>stream
/X Do
endstream
endobj
5 0 obj<</Length 11/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>>>stream
/X Do /X Do
endstream
endobj
trailer<</Root 1 0 R/Size 9>>
startxref
0
%%EOF"""
