"""No test reads the store of the person who runs it."""

import os

os.environ["GEOMAP_STORE"] = "none"
