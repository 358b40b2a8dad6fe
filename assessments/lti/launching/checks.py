"""All that must hold of a launch, one thing at a time, in this order; the first that does not hold is told.
https://www.imsglobal.org/spec/security/v1p0#authentication-response-validation
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.lti.launching import claims, message, state, token
from assessments.lti.launching.arrival import Arrival


@dataclass(frozen=True)
class Check:
    name: str
    holds: Callable[[Arrival], bool]
    text: str | Promise


CHECKS = (
    Check("state", state.is_known, _("This launch did not begin here, or it was begun long ago.")),
    Check("state-age", state.is_fresh, _("More than ten minutes have passed since this launch began.")),
    Check("state-once", state.is_unused, _("This launch has been used already.")),
    Check("browser", state.is_same_browser, _("This launch was begun in another browser.")),
    Check("parts", token.has_three_parts, _("The message of your platform is not complete.")),
    Check("algorithm", token.is_rs256, _("The message of your platform is signed in a way that is not accepted.")),
    Check("key", token.names_a_key, _("The message of your platform does not say which key signed it.")),
    Check("key-known", token.key_is_known, _("The key that signed the message is not among your platform's keys.")),
    Check("headers", token.brings_no_key, _("The message of your platform brings a key of its own.")),
    # From here on the claims are the platform's own words.
    Check("signature", Arrival.is_signed, _("The signature of the message is not right.")),
    Check("issuer", claims.is_from_the_issuer, _("The message comes from another platform than the launch.")),
    Check("login", claims.is_of_the_login, _("The message belongs to another launch.")),
    Check("audience", claims.is_for_us, _("The message is meant for another tool.")),
    Check("party", claims.names_the_party, _("The message has several readers and does not say who asked for it.")),
    Check("party-us", claims.party_is_us, _("The message was asked for by another tool.")),
    Check("expiry", claims.is_not_expired, _("The message of your platform has expired.")),
    Check("issued", claims.is_recent, _("The message of your platform is too old, or its clock is wrong.")),
    Check("lifetime", claims.is_short_lived, _("The message of your platform would be valid for too long.")),
    Check("nonce", claims.has_a_nonce, _("The message of your platform has no number of its own.")),
    Check("nonce-state", claims.nonce_is_ours, _("The number of the message is not the one that was asked for.")),
    Check("version", message.is_lti_1_3, _("The message is not LTI 1.3.")),
    Check("type", message.is_of_a_known_type, _("This kind of message is not known here.")),
    Check("deployment", message.names_a_deployment, _("The message does not say where this tool was installed.")),
    Check("target", message.target_is_the_logins, _("The message leads to another page than the launch.")),
    Check("person", message.names_a_person, _("The message does not say who you are.")),
    Check("roles", message.lists_roles, _("The message does not say what you do in the course.")),
    Check("link", message.names_a_link, _("The message does not say which link was followed.")),
    Check("settings", message.has_its_settings, _("The message lacks what belongs to its kind.")),
)
