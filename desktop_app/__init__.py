"""Overview: the world's press, by country, from the sites' own feeds."""

__version__ = "0.1.0"

# Where the owner of a site reads who asks for its feeds; it goes out with every request. Overview has no site of its
# own yet, so this one is of a domain that leads nowhere (RFC 2606): whoever gives the program away puts an address here
# that they answer at. ``./run package`` says so while it is not done.
CONTACT = "https://overview.example/about"

# NumPy's products of matrices on the thread that asks for them: on a computer that does other things too, its own
# threads wait for each other, and a translation that takes a second took minutes. Read when NumPy is imported.
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "OMP_NUM_THREADS")
YOUNG_GARBAGE = 10_000  # objects more than before, for a collection; with Python's 700 it takes a tenth of a sync
