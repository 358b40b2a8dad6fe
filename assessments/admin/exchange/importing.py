"""A file of questions: sent, reported on, and taken in once its sender has said so."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import now

from assessments.admin.exchange.forms import MEGABYTE, FileForm, endings
from assessments.interchange.codecs import CODECS, MOST_BYTES
from assessments.interchange.incoming import BadFile
from assessments.interchange.table import COLUMNS
from assessments.models import Bank, Upload
from assessments.queries.uploads import upload_of
from assessments.services.exchange import uploads
from assessments.services.exchange.taking_in import Outdated, Report

SEND = "admin/assessments/bank/import.html"
REPORT = "admin/assessments/bank/report.html"


def import_page(request: HttpRequest, bank: Bank, page: dict[str, Any]) -> HttpResponse:
    """Without an upload the form for one; with one its report, and on POST what the report says."""
    if "upload" not in request.GET:
        return send(request, bank, page)
    upload = waiting(request, bank)
    if request.method == "POST":
        return take_in(request, upload, page)
    return report_page(request, upload, uploads.report_on(upload), page)


def send(request: HttpRequest, bank: Bank, page: dict[str, Any]) -> HttpResponse:
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid():
        try:
            upload = uploads.keep(bank, request.user, form.cleaned_data["file"], now())
        except BadFile as wrong:
            form.add_error("file", str(wrong))
        else:
            return redirect(f"{request.path}?{urlencode({'upload': upload.pk})}")
    return TemplateResponse(request, SEND, page | sending(form), status=422 if form.is_bound else 200)


def sending(form: FileForm) -> dict[str, Any]:
    readers = [codec for codec in CODECS.values() if codec.read]
    return {
        "form": form,
        "readers": [codec.title for codec in readers],
        "endings": ",".join(endings()),
        "columns": COLUMNS.items(),
        "most": MOST_BYTES // MEGABYTE,
    }


def waiting(request: HttpRequest, bank: Bank) -> Upload:
    try:
        return upload_of(request.user, bank, request.GET["upload"])
    except Upload.DoesNotExist:
        raise Http404 from None


def report_page(
    request: HttpRequest, upload: Upload, report: Report, page: dict[str, Any], fault: str = ""
) -> HttpResponse:
    told = {"report": report, "upload": upload, "counts": report.counts().items(), "fault": fault}
    return TemplateResponse(request, REPORT, page | told, status=409 if fault else 200)


def take_in(request: HttpRequest, upload: Upload, page: dict[str, Any]) -> HttpResponse:
    try:
        report = uploads.confirm(upload, request.POST.get("mark", ""), now())
    except Outdated as outdated:
        return report_page(request, upload, outdated.report, page, str(outdated))
    counts = report.counts()
    messages.success(request, f"Taken in as drafts: {counts['new']} new, {counts['changed']} changed.")
    return redirect(f"{reverse('admin:assessments_item_changelist')}?bank__id__exact={upload.bank_id}")
