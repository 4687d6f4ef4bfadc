"""Overview: the world's press, by country, from the sites' own feeds."""

__version__ = "0.1.0"

# Where the owner of a site reads who asks for its feeds; it goes out with every request. Overview has no site of its
# own yet, so this one is of a domain that leads nowhere (RFC 2606): whoever gives the program away puts an address here
# that they answer at. ``./run package`` says so while it is not done.
CONTACT = "https://overview.example/about"
