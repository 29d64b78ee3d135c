"""What tests of several folders share: a fresh database of each kind, built by the migrations."""
