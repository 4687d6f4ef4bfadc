"""A fictional world from files, which goes through the same pipeline as the real one: no network, no special case."""
