"""A platform in a process of its own, over TLS on loopback, which fails as often as it is told to.

    python -m tests.assessments.lti.double '{"pem": …, "jwks": …}'

Prints its address, and serves until it is ended. As strict as Moodle about times, and pages its lists by two.
"""

from __future__ import annotations

import html
import json
import random
import re
import secrets
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import urlopen

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from jwt.algorithms import RSAAlgorithm

from tests.assessments.outbound.tls import Server, secured

CLIENT, DEPLOYMENT, CONTEXT = "cellstate", "1", "course-1"
CLAIM, DL = "https://purl.imsglobal.org/spec/lti/claim/", "https://purl.imsglobal.org/spec/lti-dl/claim/"
AGS, NRPS = "https://purl.imsglobal.org/spec/lti-ags/", "https://purl.imsglobal.org/spec/lti-nrps/"
ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
MEDIA = "application/vnd.ims.lis.v1.score+json"
KEY = generate_private_key(public_exponent=65537, key_size=2048)
# What a fault does: leave unanswered, answer wrongly, or do it twice, before or after the work is done.
FAULTS = ("drop before", "drop after", "429", "500 before", "500 after", "hang before", "hang after", "twice")


@dataclass
class World:
    jwks: str = ""  # where the tool's keys are
    tool: str = ""  # its origin
    faults: float = 0.0  # the share of requests that meet one
    making: list[str] = field(default_factory=list)  # the faults that the first requests for a column meet
    hang: float = 10.0  # seconds
    seed: int = 1
    pem: str = ""
    url: str = ""
    tokens: set[str] = field(default_factory=set)
    columns: list[dict[str, Any]] = field(default_factory=list)
    made: int = 0  # columns, those taken away included
    lost: int = 0  # scores, with a column that was taken away
    scores: dict[str, dict[str, Any]] = field(default_factory=dict)
    links: list[dict[str, Any]] = field(default_factory=list)
    met: dict[str, int] = field(default_factory=dict)
    people: list[dict[str, Any]] = field(default_factory=list)
    registered: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance, self.lock = random.Random(self.seed), threading.RLock()  # noqa: S311 -- the same each time

    def fault(self, *, making: bool = False) -> str:
        with self.lock:
            met = self.chance.choice(FAULTS) if self.chance.random() < self.faults else ""
            met = self.making.pop() if making and self.making else met
            self.met[met] = self.met.get(met, 0) + 1
            return met

    def shown(self) -> dict[str, Any]:
        with self.lock:
            names = ("columns", "made", "lost", "scores", "links", "met", "registered")
            return {name: getattr(self, name) for name in names}


class Platform(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    world: World

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = self.headers.get("Content-Type", "").startswith("application/x-www-form-urlencoded")
        self.form = {name: values[0] for name, values in parse_qs(sent).items()} if form else {}
        self.sent = sent
        for pattern, name, faulty in ROUTES:
            if found := re.fullmatch(pattern, parts.path):
                work = partial(getattr(self, name), *found.groups())
                making = (self.command, name) == ("POST", "list_columns")
                self.answered(work, self.world.fault(making=making) if faulty else "")
                return
        self.answer(404)

    do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815 -- http.server's names

    def answered(self, work: Any, fault: str) -> None:
        what, _, when = fault.partition(" ")
        if when == "before" and self.failed(what):
            return
        if what == "429":
            self.answer(429, **{"Retry-After": "1"})
            return
        with self.world.lock:
            reply = work()
            if what == "twice":
                reply = work()
        if when == "after" and self.failed(what):
            return
        status, body, *headers = reply
        self.answer(status, body, **dict(*headers))

    def failed(self, what: str) -> bool:
        """Whether that was all."""
        if what == "hang":
            time.sleep(self.world.hang)
        elif what == "500":
            self.answer(500, "<h1>Error</h1>")
        else:
            self.close_connection = True
        return what != "hang"

    def answer(self, status: int, body: Any = "", **headers: str) -> None:
        text = body if isinstance(body, str) else json.dumps(body)
        kind = "text/html; charset=utf-8" if isinstance(body, str) else "application/json"
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(text.encode())), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    # Keys, tokens, registration

    def keys(self) -> Any:
        return 200, {"keys": [{**RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True), "kid": "1", "alg": "RS256"}]}

    def token(self) -> Any:
        try:
            self.verified(self.form["client_assertion"], f"{self.world.url}/token")
        except (jwt.InvalidTokenError, KeyError) as why:
            return 400, {"error": "invalid_client", "why": str(why)}
        token = secrets.token_urlsafe(12)
        self.world.tokens.add(token)
        return 200, {"access_token": token, "token_type": "Bearer", "expires_in": 3600, "scope": self.form["scope"]}

    def verified(self, token: str, audience: str) -> dict[str, Any]:
        with urlopen(self.world.jwks) as found:  # noqa: S310 -- a file or an address of the tests'
            keys = jwt.PyJWKSet.from_dict(json.load(found))
        key = keys[jwt.get_unverified_header(token)["kid"]]
        return jwt.decode(token, key, algorithms=["RS256"], audience=audience, issuer=CLIENT)

    def configuration(self) -> Any:
        at = self.world.url
        return 200, {
            "issuer": at,
            "authorization_endpoint": f"{at}/auth",
            "token_endpoint": f"{at}/token",
            "jwks_uri": f"{at}/jwks",
            "registration_endpoint": f"{at}/registration",
            "https://purl.imsglobal.org/spec/lti-platform-configuration": {"product_family_code": "double"},
        }

    def registration(self) -> Any:
        if self.headers.get("Authorization") != "Bearer registration-token":
            return 401, {}
        self.world.registered = json.loads(self.sent)
        tool = self.world.registered["https://purl.imsglobal.org/spec/lti-tool-configuration"]
        made = {"https://purl.imsglobal.org/spec/lti-tool-configuration": {**tool, "deployment_id": DEPLOYMENT}}
        address = {"registration_client_uri": f"{self.world.url}/registration"}
        return 200, {**self.world.registered, **made, **address, "client_id": CLIENT}

    # Launches

    def course(self) -> Any:
        """A page of the platform with our tool in a frame: `?user=…&role=…&message=…`."""
        asked = html.escape(f"{self.world.url}/begin?{urlencode(self.query)}")
        return 200, f"<!doctype html><title>Course</title><iframe src='{asked}' width=1000 height=1200></iframe>"

    def begin(self) -> Any:
        parameters = {
            "iss": self.world.url,
            "client_id": CLIENT,
            "login_hint": json.dumps(self.query),
            "target_link_uri": f"{self.world.tool}/lti/launch/",
        }
        return 302, "", {"Location": f"{self.world.tool}/lti/login/?{urlencode(parameters)}"}

    def auth(self) -> Any:
        person = json.loads(self.query["login_hint"])
        said = self.claims(person) | {"nonce": self.query["nonce"]}
        token = jwt.encode(said, KEY, algorithm="RS256", headers={"kid": "1"})
        return 200, posting(self.query["redirect_uri"], id_token=token, state=self.query["state"])

    def claims(self, person: dict[str, str]) -> dict[str, Any]:
        now, at = int(time.time()), self.world.url
        scopes = [f"{AGS}scope/lineitem", f"{AGS}scope/score"]
        said = {
            "iss": at,
            "aud": CLIENT,
            "sub": person["user"],
            "iat": now,
            "exp": now + 60,
            "given_name": person["user"].title(),
            f"{CLAIM}version": "1.3.0",
            f"{CLAIM}deployment_id": DEPLOYMENT,
            f"{CLAIM}target_link_uri": f"{self.world.tool}/lti/launch/",
            f"{CLAIM}roles": [ROLE + person["role"]],
            f"{CLAIM}context": {"id": CONTEXT, "title": "Recurrent networks"},
            f"{AGS}claim/endpoint": {"lineitems": f"{at}/lineitems", "scope": scopes},
            f"{NRPS}claim/namesroleservice": {"context_memberships_url": f"{at}/members", "service_versions": ["2.0"]},
        }
        if person.get("message") == "choose":
            settings = {
                "accept_types": ["ltiResourceLink"],
                "accept_presentation_document_targets": ["iframe"],
                "accept_multiple": True,
                "deep_link_return_url": f"{at}/chosen",
                "data": "as sent",
            }
            return said | {f"{CLAIM}message_type": "LtiDeepLinkingRequest", f"{DL}deep_linking_settings": settings}
        said |= {f"{CLAIM}message_type": "LtiResourceLinkRequest"}
        number = int(person.get("link", 1))
        chosen = self.world.links[number - 1] if len(self.world.links) >= number else {}
        return said | {f"{CLAIM}resource_link": {"id": f"link-{number}"}, f"{CLAIM}custom": chosen.get("custom", {})}

    def chosen(self) -> Any:
        said = self.verified(self.form["JWT"], self.world.url)
        assert said[f"{DL}data"] == "as sent"
        self.world.links += said[f"{DL}content_items"]
        return 200, f"<!doctype html><title>Added</title><p>added {len(said[f'{DL}content_items'])}</p>"

    # Services

    def is_let_in(self) -> bool:
        return self.headers.get("Authorization", "").removeprefix("Bearer ") in self.world.tokens

    def list_columns(self) -> Any:
        if not self.is_let_in():
            return 401, {}
        if self.command == "POST":
            column = json.loads(self.sent)
            self.world.made += 1
            column["id"] = self.column_url(self.world.made)
            self.world.columns.append(column)
            return 201, column
        names = {"resource_id": "resourceId", "tag": "tag"}
        wanted = {names[name]: value for name, value in self.query.items() if name in names}
        rows = [row for row in self.world.columns if wanted.items() <= row.items()]
        return self.page(rows, rows)

    def column_url(self, number: int | str) -> str:
        return f"{self.world.url}/lineitems/{number}?type_id=1"

    def column(self, number: str) -> Any:
        """Taken away, with what is in it."""
        if not self.is_let_in():
            return 401, {}
        kept = [row for row in self.world.columns if row["id"] != self.column_url(number)]
        if self.command != "DELETE" or kept == self.world.columns:
            return 404, {}
        self.world.columns = kept
        for name in [name for name in self.world.scores if name.startswith(f"{number} ")]:
            del self.world.scores[name]
            self.world.lost += 1
        return 204, ""

    def members(self) -> Any:
        if not self.is_let_in():
            return 401, {}
        first = int(self.query.get("from", 0))
        return self.page(self.world.people, {"id": "x", "members": self.world.people[first : first + 2]})

    def page(self, rows: list[Any], body: Any) -> Any:
        """Two at a time, with a header like Moodle's."""
        first = int(self.query.get("from", 0))
        shown = rows[first : first + 2] if body is rows else body
        if first + 2 >= len(rows):
            return 200, shown
        path = urlsplit(self.path).path
        more = urlencode(self.query | {"from": str(first + 2)}).replace("&", "&amp;")
        return 200, shown, {"Link": f'<{self.world.url}{path}?{more}>; rel="next"'}

    def score(self, number: str) -> Any:
        """https://docs.moodle.org: whole seconds are compared, and the same one is a conflict."""
        if not self.is_let_in():
            return 401, {}
        if all(row["id"] != self.column_url(number) for row in self.world.columns):
            return 404, {}
        assert self.headers["Content-Type"] == MEDIA
        said = json.loads(self.sent)
        before = self.world.scores.get(f"{number} {said['userId']}")
        moment = datetime.fromisoformat(said["timestamp"])
        assert moment.timestamp() < time.time() + 2.5, "from the future"
        if before and int(moment.timestamp()) <= int(datetime.fromisoformat(before["timestamp"]).timestamp()):
            return 409, []
        self.world.scores[f"{number} {said['userId']}"] = said
        return 200, ""

    def shown(self) -> Any:
        return 200, self.world.shown()

    def log_message(self, *args: object) -> None:
        pass


def posting(address: str, **fields: str) -> str:
    """A page that posts by itself, as platforms do."""
    inputs = "".join(f"<input type=hidden name={name} value='{html.escape(value)}'>" for name, value in fields.items())
    script = "<script>document.forms[0].submit()</script>"
    return (
        f"<!doctype html><title>Launch</title><form method=post action='{html.escape(address)}'>{inputs}</form>{script}"
    )


# Address, what it is, and whether faults meet it
ROUTES = (
    ("/jwks", "keys", False),
    ("/token", "token", True),
    ("/.well-known/openid-configuration", "configuration", False),
    ("/registration", "registration", False),
    ("/course", "course", False),
    ("/begin", "begin", False),
    ("/auth", "auth", False),
    ("/chosen", "chosen", False),
    ("/lineitems", "list_columns", True),
    (r"/lineitems/(\d+)", "column", True),
    (r"/lineitems/(\d+)/scores", "score", True),
    ("/members", "members", False),
    ("/shown", "shown", False),
)


def main(told: dict[str, Any]) -> None:
    world = World(**told)
    Platform.world = world
    server = secured(Server(("127.0.0.1", 0), Platform), Path(world.pem))
    world.url = f"https://127.0.0.1:{server.server_port}"
    print(json.dumps({"url": world.url}), flush=True)  # noqa: T201 -- for whoever started it
    server.serve_forever()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
