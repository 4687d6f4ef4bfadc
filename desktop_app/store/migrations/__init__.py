"""One file a step. Never edit one that was released."""
