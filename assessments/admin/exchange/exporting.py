"""A bank's questions as a file to take elsewhere."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from assessments.admin.exchange.forms import ExportForm
from assessments.interchange.codecs import CODECS, Codec, Files
from assessments.interchange.native.tree import packed
from assessments.models import Bank
from assessments.services.errors import Refused
from assessments.services.exchange.handing_out import hand_out

ASK = "admin/assessments/bank/export.html"
ANYWAY = "anyway"  # in the address of whoever has read what stays behind


def export_page(request: HttpRequest, bank: Bank, page: dict[str, Any]) -> HttpResponse:
    """The form, or the file that it asks for, once it is known what is not in it."""
    form = ExportForm(request.GET if "format" in request.GET else None)
    told: dict[str, Any] = {}
    if form.is_valid():
        codec = CODECS[form.cleaned_data["format"]]
        try:
            handed = hand_out(bank, codec, form.wishes())
            if ANYWAY in request.GET or not handed.left_out:
                return download(bank, codec, handed.files)
            told = {"handed": handed, "anyway": urlencode(request.GET.dict() | {ANYWAY: 1})}
        except Refused as refused:
            form.add_error(None, str(refused))
    writers = sorted((codec for codec in CODECS.values() if codec.write), key=lambda codec: codec.title)
    asked = {"form": form, "codecs": writers, "fields": [field for field in form if field.name != "format"]}
    standing = {"unpublished": bank.items.filter(archived=False, current=None).count()}
    return TemplateResponse(request, ASK, page | asked | standing | told, status=422 if form.errors else 200)


def download(bank: Bank, codec: Codec, files: Files) -> HttpResponse:
    """Several files travel as one archive."""
    if len(files) == 1:
        ((name, data),) = files.items()
    else:
        name, data = f"{bank.slug}-{codec.slug}.zip", packed(files)
    return FileResponse(BytesIO(data), as_attachment=True, filename=name)
