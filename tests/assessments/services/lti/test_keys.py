from __future__ import annotations

from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from django.test import Client, override_settings

from assessments.models import ToolKey
from assessments.services.locking import NotOurs
from assessments.services.lti import keys
from tests.factories import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(hours=25)


def states() -> dict[str, str]:
    return dict(ToolKey.objects.values_list("kid", "state"))


def test_a_thumbprint_is_that_of_the_standard() -> None:
    """The example of RFC 7638, section 3.1."""
    modulus = (
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3okn"
        "jhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qM"
        "QvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJz"
        "KnqDKgw"
    )

    assert keys.thumbprint({"kty": "RSA", "n": modulus, "e": "AQAB", "kid": "x"}) == (
        "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
    )


def test_the_first_key_is_made_when_it_is_needed_and_stays() -> None:
    assert keys.signing_key(NOW) == keys.signing_key(NOW)


def test_a_key_signs_a_day_after_it_was_published_and_is_published_a_day_longer() -> None:
    first = keys.rotate(NOW)
    assert sorted(states().values()) == ["active", "next"]

    assert keys.rotate(NOW + timedelta(hours=23)) == first

    second = keys.rotate(NOW + DAY)
    assert second != first
    assert states()[first.kid] == "retired"

    keys.rotate(NOW + DAY + timedelta(hours=23))
    assert first.kid in states()

    keys.rotate(NOW + 2 * DAY)
    assert first.kid not in states()
    assert sorted(states().values()) == ["active", "next", "retired"]


def test_a_key_that_leaked_is_replaced_at_once() -> None:
    first = keys.rotate(NOW)

    assert keys.rotate(NOW, at_once=True) != first


def test_what_the_active_key_signs_is_checked_by_what_is_published(client: Client) -> None:
    key = keys.signing_key(NOW)
    token = jwt.encode({"a": 1}, keys.unlocked(key), algorithm="RS256", headers={"kid": key.kid})

    response = client.get("/lti/jwks/")

    published = jwt.PyJWKSet.from_dict(response.json())[key.kid]
    assert jwt.decode(token, published, algorithms=["RS256"]) == {"a": 1}
    assert response["Cache-Control"] == "public, max-age=3600"
    assert published.key.key_size == 3072


def test_the_page_of_keys_tells_no_private_part(client: Client) -> None:
    found = client.get("/lti/jwks/").json()["keys"]

    assert {name for key in found for name in key} == {"kty", "n", "e", "kid", "alg", "use", "key_ops"}


def test_the_database_alone_signs_nothing() -> None:
    key = keys.signing_key(NOW)

    another = override_settings(SECRET_KEY="another one, as whoever stole the database would have to guess")
    with another, pytest.raises(NotOurs):
        keys.unlocked(key)


def test_a_key_of_an_earlier_version_still_signs() -> None:
    private = generate_private_key(public_exponent=65537, key_size=2048)
    under = serialization.BestAvailableEncryption(keys.passphrase())
    pem = private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, under).decode()

    assert keys.unlocked(ToolKey(private=pem)).private_numbers() == private.private_numbers()
