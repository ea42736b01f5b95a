"""No test, doctest or notebook reads the store or the settings of the person who runs it.

It stands here, and not in tests/, because the doctests of geomap/ are run on their own as well.
"""

import os

_OF_THE_TESTS = "GEOMAP_RECONCILIATION_SCHEMAS"

for _name in [name for name in os.environ if name.startswith("GEOMAP_")]:
    if _name != _OF_THE_TESTS:
        del os.environ[_name]
os.environ["GEOMAP_STORE"] = "none"
