"""What no password may be, beside Django's own rules."""

from __future__ import annotations

import re
import string

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

# What whoever attacks this service in particular tries first.
OURS = (
    *("cellstate", "lstm", "assessment", "quizzes", "quiz", "neural", "network"),
    *("learner", "student", "teacher", "instructor", "assistant", "owner", "admin", "demo"),
    *("password", "passwort", "secret", "login", "welcome", "changeme", "letmein"),
)
OUR_WORDS = re.compile("|".join(OURS))
BETWEEN = string.punctuation + string.whitespace
ENOUGH = 8  # signs besides them, and signs before it all begins again


class NotOurWords:
    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        rest = OUR_WORDS.sub("", password.casefold())
        if sum(sign not in BETWEEN for sign in rest) < ENOUGH:
            raise ValidationError(gettext("This is mostly words of this service. Add others."), "ours")

    def get_help_text(self) -> str:
        return gettext("Not mostly words of this service.")


class NotStrungTogether(CommonPasswordValidator):
    """A common password twice, or two of them, is as common. Three and more words in a row are as good as any."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        text = password.casefold().strip()
        period = (text + text).find(text, 1)
        halves = (text[:place] in self.passwords and text[place:] in self.passwords for place in range(1, len(text)))
        if period < ENOUGH or any(halves):
            raise ValidationError(gettext("This is made of passwords that many people use."), "strung")

    def get_help_text(self) -> str:
        return gettext("Not made of passwords that many people use.")
