"""QTI 2.1, 2.2 and 3.0 among the formats."""

from __future__ import annotations

from functools import partial

from assessments.interchange.codecs import Codec
from assessments.interchange.qti.versions import VERSIONS
from assessments.interchange.qti.writing import package
from assessments.interchange.safely.archives import is_archive

for slug, version in VERSIONS.items():
    Codec(slug, f"QTI {version.number}", ".zip", is_archive, write=partial(package.write, version=version))
