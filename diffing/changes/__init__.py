"""What moved in a linked pair: its kind, its facts, its sentence."""
