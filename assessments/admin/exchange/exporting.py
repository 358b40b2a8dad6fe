"""A bank's questions as a file to take elsewhere."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from assessments.admin.exchange.forms import ExportForm
from assessments.interchange.codecs import CODECS, Codec, Files
from assessments.interchange.native.tree import packed
from assessments.models import Bank
from assessments.services.errors import Refused
from assessments.services.exchange.handing_out import hand_out

ASK = "admin/assessments/bank/export.html"


def export_page(request: HttpRequest, bank: Bank, page: dict[str, Any]) -> HttpResponse:
    """The form, or the file that it asks for."""
    form = ExportForm(request.GET if "format" in request.GET else None)
    if form.is_valid():
        codec = CODECS[form.cleaned_data["format"]]
        try:
            return download(bank, codec, hand_out(bank, codec, form.wishes()).files)
        except Refused as refused:
            form.add_error(None, str(refused))
    writers = sorted((codec for codec in CODECS.values() if codec.write), key=lambda codec: codec.title)
    asked = {"form": form, "codecs": writers, "fields": [field for field in form if field.name != "format"]}
    standing = {"unpublished": bank.items.filter(archived=False, current=None).count()}
    return TemplateResponse(request, ASK, page | asked | standing, status=422 if form.is_bound else 200)


def download(bank: Bank, codec: Codec, files: Files) -> HttpResponse:
    """Several files travel as one archive."""
    if len(files) == 1:
        ((name, data),) = files.items()
    else:
        name, data = f"{bank.slug}-{codec.slug}.zip", packed(files)
    return FileResponse(BytesIO(data), as_attachment=True, filename=name)
