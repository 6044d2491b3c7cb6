from __future__ import annotations, division as div

import os
import os.path
import a.b.c as d, e.f, g  # three modules

from . import x
from .. import (a as b,)
from ...pkg.mod import (
    c as d,  # renamed
    e,
)
from m import *
from . models import Spaced

try:
    import ujson as json
except ImportError:
    import json
if TYPE_CHECKING:
    from .types import T
