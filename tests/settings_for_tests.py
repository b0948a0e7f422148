"""The product's own settings, on a data folder that is thrown away.

Processes that tests start use `config.settings` itself.
"""

import atexit
import os
import shutil
import tempfile

_data = tempfile.mkdtemp(prefix="doorstep-tests-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ["DOORSTEP_DATA"] = _data

from config.settings import *  # noqa: E402, F403 - only now is the data folder known
from config.settings import DATABASES  # noqa: E402

if DATABASES["default"]["ENGINE"] == "core.sqlite":
    # A file, as in the product: an in-memory database has no WAL and cannot be shared with another process.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(_data, "test.sqlite3")}
# A slow hash is right for passwords and a waste for tests that sign in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
