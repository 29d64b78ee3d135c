"""The commands of `lettertrail`: one file each, which imports what it uses only when it runs."""
