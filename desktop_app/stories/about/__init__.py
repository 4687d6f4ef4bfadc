"""Which countries an article is about: a gazetteer of names, and rules for the words that are not only a country's."""
