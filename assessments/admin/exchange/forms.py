"""What is asked of whoever sends a file or wants one."""

from __future__ import annotations

from typing import Any

from django import forms

from assessments.interchange.codecs import CODECS, MOST_BYTES
from assessments.interchange.outgoing import USUAL
from assessments.interchange.safely.archives import is_archive
from assessments.services.exchange.handing_out import Wishes

MEGABYTE = 1_000_000
MOST_VARIANTS = 50
ARCHIVE = ".zip"


class FileForm(forms.Form):
    file = forms.FileField(label="File", max_length=255)

    def clean_file(self) -> tuple[str, bytes]:
        sent = self.cleaned_data["file"]
        # Before it is read into memory.
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(
                f"The file has {sent.size / MEGABYTE:.1f} MB; at most {MOST_BYTES // MEGABYTE} MB are read."
            )
        data = sent.read()
        if not sent.name.lower().endswith(tuple(endings())):
            raise forms.ValidationError(f"{sent.name} ends otherwise than {', '.join(endings())}.")
        if sent.name.lower().endswith(ARCHIVE) != is_archive(data):
            raise forms.ValidationError(
                f"{sent.name} is not what its ending says: an archive, and nothing else, is .zip."
            )
        return sent.name, data


def endings() -> list[str]:
    """Of names of files that may hold questions; Moodle calls GIFT a text, and Aiken is one."""
    return sorted({codec.ending for codec in CODECS.values() if codec.read} | {".txt", ARCHIVE})


class ExportForm(forms.Form):
    format = forms.ChoiceField(widget=forms.RadioSelect)
    variants = forms.IntegerField(
        min_value=1,
        max_value=MOST_VARIANTS,
        initial=USUAL,
        label="Variants of each question",
        help_text="Fewer where a question has no more. JSON needs none.",
    )
    draw = forms.CharField(
        max_length=40,
        required=False,
        label="Draw",
        help_text="Any word. The same word gives the same variants, another word gives others.",
    )
    templates = forms.BooleanField(
        required=False,
        label="Let the other system draw numbers itself where it can",
        help_text="QTI only, and only for questions whose answers it can work out.",
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        writers = [codec for codec in CODECS.values() if codec.write]
        if not any(codec.templates for codec in writers):
            del self.fields["templates"]
        self.fields["format"].choices = [(codec.slug, codec.title) for codec in writers]

    def wishes(self) -> Wishes:
        asked = self.cleaned_data
        return Wishes(asked["variants"], asked["draw"], asked.get("templates", False))
