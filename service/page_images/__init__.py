"""Pages of PDFs as pictures: drawn in a process of their own, each once."""
