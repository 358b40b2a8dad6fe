"""What differs between QTI 2.1, 2.2 and 3.0, as data. All else is written and read once, in the names of 2.x.
https://www.1edtech.org/standards/qti/index
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MATHML = "http://www.w3.org/1998/Math/MathML"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True)
class Version:
    slug: str
    number: str
    namespace: str
    schema: str
    packaging: str  # namespace of the manifest
    packaging_schema: str
    package: Mapping[str, str]  # schema and schemaversion of the manifest
    suffix: str  # of resource types
    prefixed: bool  # whether names are qti-choice-interaction rather than choiceInteraction

    def resource(self, what: str) -> str:
        return f"imsqti_{what}_xml{self.suffix}"


CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
VERSIONS = {
    "qti21": Version(
        slug="qti21",
        number="2.1",
        namespace="http://www.imsglobal.org/xsd/imsqti_v2p1",
        schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1p2.xsd",
        packaging=CP,
        packaging_schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
        package={"schema": "QTIv2.1 Package", "schemaversion": "1.0.0"},
        suffix="v2p1",
        prefixed=False,
    ),
    "qti22": Version(
        slug="qti22",
        number="2.2",
        namespace="http://www.imsglobal.org/xsd/imsqti_v2p2",
        schema="http://www.imsglobal.org/xsd/qti/qtiv2p2/imsqti_v2p2.xsd",
        packaging=CP,
        packaging_schema="http://www.imsglobal.org/xsd/qti/qtiv2p2/qtiv2p2_imscpv1p2_v1p0.xsd",
        package={"schema": "QTIv2.2 Package", "schemaversion": "1.0.0"},
        suffix="v2p2",
        prefixed=False,
    ),
    "qti3": Version(
        slug="qti3",
        number="3.0",
        namespace="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
        schema="https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
        packaging="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
        packaging_schema="https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd",
        package={"schema": "QTI Package", "schemaversion": "3.0.0"},
        suffix="v3p0",
        prefixed=True,
    ),
}
