"""What the OpenAPI document says beyond the views themselves: every problem, and the headers that all share."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from assessments.api.problems import MEDIA_TYPE, Problem

REF = {"$ref": "#/components/schemas/Problem"}
ALWAYS = (401, 403, 404, 422, 429, 500)
BY_METHOD = {"get": (), "post": (400, 409, 413), "patch": (400, 409, 412, 413, 428), "delete": ()}
IDEMPOTENCY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "The same request by the same key is carried out once, and answered the same way for 24 hours.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
}


class DescribedAPI(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        document = super().get_openapi_schema(**options)
        for methods in document["paths"].values():
            for method, operation in methods.items():
                describe(method, operation)
        # No view returns one, so that the library does not find it by itself.
        document["components"]["schemas"]["Problem"] = Problem.model_json_schema()
        return document


def describe(method: str, operation: dict[str, Any]) -> None:
    for status in (*ALWAYS, *BY_METHOD[method]):
        content = {MEDIA_TYPE: {"schema": REF}}
        operation["responses"][status] = {"description": HTTPStatus(status).phrase, "content": content}
    if method == "post":
        operation["parameters"] = [*operation["parameters"], IDEMPOTENCY]
