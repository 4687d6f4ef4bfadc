"""What sites do wrong, kind by kind, and what a careful reader still takes from them."""
