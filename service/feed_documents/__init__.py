"""The documents of feeds: the current one and the archives behind it, made once and kept."""
