"""The record: letters come in, are withdrawn, are read anew; what is derived is made anew."""
