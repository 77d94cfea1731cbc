"""Whoever tries to get in by another way than the front door is refused, over real HTTP."""

import re
import time
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from itsupport.servers.account.running import account_running
from itsupport.servers.authorization.tokens import TokenChecker, TokenSigner
from itsupport.teaching.forged_tokens import (
    claims_of,
    signed_with_public_key,
    with_claims,
    without_signature,
)
from itsupport.teaching.plain_login import RETURN_ADDRESS, PlainLogin, challenge, tool_call
from itsupport.teaching.scripted_person import ScriptedPerson, form_fields

RAFAEL = "rafael"


def code_for(client: PlainLogin, **changes: Any) -> str:
    """A code that nobody has used yet."""
    wanted = client.authorization_request(**changes)
    return client.authorize(ScriptedPerson(RAFAEL), wanted)["code"]


def signed(key: Any, header: dict[str, Any], claims: dict[str, Any]) -> str:
    return jwt.encode({"typ": "at+jwt"} | header, claims, key, algorithms=[header["alg"]])


# The code


def test_a_wrong_verifier_gets_no_token(client: PlainLogin) -> None:
    answer = client.exchange(code_for(client), code_verifier="x" * 43)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


def test_a_code_without_its_verifier_gets_no_token(client: PlainLogin) -> None:
    answer = client.exchange(code_for(client), code_verifier=None)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


def test_the_challenge_itself_is_not_the_verifier(client: PlainLogin) -> None:
    code = code_for(client)
    assert client.exchange(code, code_verifier=challenge(client.verifier)).status_code == 400


@pytest.mark.parametrize(
    "changes", [{"code_challenge": None}, {"code_challenge_method": "plain"}], ids=str
)
def test_nobody_can_begin_without_pkce_s256(client: PlainLogin, changes: dict[str, Any]) -> None:
    answer = client.ask(client.authorization_request(**changes))
    assert answer.status_code == 302
    assert "error=invalid_request" in answer.headers["location"]
    assert answer.headers["location"].startswith(RETURN_ADDRESS)


def test_a_code_works_once_and_its_second_use_ends_what_came_from_it(client: PlainLogin) -> None:
    code = code_for(client)
    assert client.exchange(code).status_code == 200
    assert client.call("login").status_code == 200
    again = client.exchange(code)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert client.call("login").status_code == 401
    assert client.refresh(client.tokens["refresh_token"]).status_code == 400


def test_a_code_belongs_to_the_client_it_was_made_for(base: str, client: PlainLogin) -> None:
    code = code_for(client)
    with PlainLogin(base) as thief:
        thief.discover()
        thief.register()
        thief.verifier = client.verifier
        assert thief.exchange(code).json()["error"] == "invalid_grant"


def test_a_code_comes_back_to_the_address_it_was_asked_from(client: PlainLogin) -> None:
    code = code_for(client)
    assert client.exchange(code, redirect_uri="http://127.0.0.1:9/other").status_code == 400


# Where the browser is sent to


@pytest.mark.parametrize(
    "address",
    [
        "https://attacker.example/callback",
        "http://127.0.0.1:9/elsewhere",
        "http://localhost:9/callback",
        "http://127.0.0.1:9@attacker.example/callback",
        "http://127.0.0.1.attacker.example:9/callback",
    ],
)
def test_nobody_is_sent_to_an_address_that_is_not_registered(
    client: PlainLogin, address: str
) -> None:
    answer = client.ask(client.authorization_request(redirect_uri=address))
    assert answer.status_code == 400
    assert "location" not in answer.headers


def test_a_program_on_the_persons_machine_may_use_another_port(client: PlainLogin) -> None:
    address = "http://127.0.0.1:10/callback"
    answer = client.ask(client.authorization_request(redirect_uri=address))
    assert "/sign-in" in answer.headers["location"]


@pytest.mark.parametrize(
    "address",
    ["http://attacker.example/cb", "javascript:alert(1)", "https://a.example/#x", "app:/cb"],
)
def test_unsafe_return_addresses_cannot_be_registered(client: PlainLogin, address: str) -> None:
    assert client.register(redirect_uris=[address]).status_code == 400


# What is asked for


@pytest.mark.parametrize("resource", [None, "http://127.0.0.1:1/account/mcp"])
def test_tokens_are_for_a_resource_that_is_known(client: PlainLogin, resource: Any) -> None:
    answer = client.ask(client.authorization_request(resource=resource))
    assert "error=invalid_target" in answer.headers["location"]


def test_scopes_that_do_not_exist_cannot_be_asked_for(client: PlainLogin) -> None:
    answer = client.ask(client.authorization_request("tickets:delete"))
    assert "error=invalid_scope" in answer.headers["location"]


def test_without_the_scope_a_tool_is_refused_with_what_it_needs(client: PlainLogin) -> None:
    client.log_in(ScriptedPerson(RAFAEL))
    said = {"ticket_id": "TKT-1001", "text": "Thank you."}
    refused = client.call("comment_on_ticket", said)
    assert refused.status_code == 403
    assert (
        'error="insufficient_scope", scope="tickets:write"' in refused.headers["www-authenticate"]
    )
    client.log_in(ScriptedPerson(RAFAEL), "tickets:read tickets:write")
    assert client.call("comment_on_ticket", said).status_code == 200


# The token


def test_without_a_token_the_answer_says_where_to_get_one(client: PlainLogin) -> None:
    refused = client.call("login")
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"].startswith('Bearer scope="tickets:read", resource_')


def test_a_password_is_no_token_and_none_is_called_wrong(client: PlainLogin) -> None:
    headers, body = tool_call("login", {})
    headers |= {"Authorization": "Basic YW5uYTpzZWNyZXQ="}
    refused = client.http.post(client.mcp_url, json=body, headers=headers)
    assert refused.status_code == 401
    assert "error=" not in refused.headers["www-authenticate"]


def test_forged_and_changed_tokens_are_refused(client: PlainLogin) -> None:
    client.log_in(ScriptedPerson(RAFAEL))
    good = client.tokens["access_token"]
    header, payload, signature = good.split(".")
    public = client.http.get(client.server["jwks_uri"]).json()["keys"][0]
    pem = ECKey.import_key(public).as_pem(private=False)
    mine, named = {"alg": "ES256"}, {"alg": "ES256", "kid": public["kid"]}
    forged = {
        "changed claims": with_claims(good, sub="owen"),
        "a later end": with_claims(good, exp=4_000_000_000),
        "changed signature": f"{header}.{payload}.{'A' * len(signature)}",
        "no signature": f"{header}.{payload}.",
        "alg none": without_signature(good),
        "alg none, signature kept": without_signature(good) + signature,
        "HS256 with the public key": signed_with_public_key(good, pem),
        "a key of one's own": signed(ECKey.generate_key("P-256"), mine, claims_of(good)),
        "another key under the name": signed(ECKey.generate_key("P-256"), named, claims_of(good)),
        "no token": "x",
        "the refresh token": client.tokens["refresh_token"],
    }
    assert client.call("login").status_code == 200
    for name, token in forged.items():
        refused = client.call("login", token=token)
        assert refused.status_code == 401, name
        assert 'error="invalid_token"' in refused.headers["www-authenticate"]


def test_each_claim_counts(base: str) -> None:
    signer = TokenSigner("https://issuer.example/")

    def checked(issuer: str = signer.issuer, audience: str = "https://a.example/mcp") -> bool:
        return TokenChecker(signer.public_keys, issuer, audience).claims(token) is not None

    def token_with(**changes: Any) -> str:
        usual: dict[str, Any] = {
            "subject": "owen",
            "client_id": "c",
            "audience": "https://a.example/mcp",
            "scopes": ["tickets:read"],
            "grant": "g",
        }
        return signer.sign(**(usual | changes))

    token = token_with()
    assert checked()
    assert not checked(issuer="https://other.example/")
    assert not checked(audience="https://other.example/mcp")
    token = token_with(seconds=-1)
    assert not checked()


def test_a_token_for_another_server_is_refused(client: PlainLogin) -> None:
    with account_running() as elsewhere, PlainLogin(elsewhere) as other:
        other.discover()
        other.register()
        other.log_in(ScriptedPerson(RAFAEL))
        assert other.call("login").status_code == 200
        assert client.call("login", token=other.tokens["access_token"]).status_code == 401


def test_a_token_of_the_calendar_service_is_no_token_here(base: str, client: PlainLogin) -> None:
    resource = f"{base}/calendar"
    client.server = client.http.get(
        f"{base}/.well-known/oauth-authorization-server/calendar"
    ).json()
    client.resource = {"resource": resource}
    client.register()
    client.log_in(ScriptedPerson(RAFAEL), "calendar:read")
    assert claims_of(client.tokens["access_token"])["aud"] == resource
    assert client.call("login").status_code == 401


# Refresh and log out


def test_a_refresh_token_works_once_and_its_second_use_ends_the_login(client: PlainLogin) -> None:
    client.log_in(ScriptedPerson(RAFAEL))
    first = client.tokens["refresh_token"]
    assert client.refresh(first).status_code == 200
    second = client.tokens
    assert client.call("login").status_code == 200
    assert client.refresh(first).json()["error"] == "invalid_grant"
    assert client.call("login", token=second["access_token"]).status_code == 401
    assert client.refresh(second["refresh_token"]).status_code == 400


def test_a_refresh_token_gives_no_scope_that_was_not_allowed(client: PlainLogin) -> None:
    client.log_in(ScriptedPerson(RAFAEL))
    sent = {
        "grant_type": "refresh_token",
        "refresh_token": client.tokens["refresh_token"],
        "client_id": client.client_id,
        "scope": "tickets:read tickets:write",
    }
    answer = client.http.post(client.server["token_endpoint"], data=sent)
    assert answer.json()["error"] == "invalid_scope"


def test_after_logging_out_nothing_of_the_login_works(client: PlainLogin) -> None:
    client.log_in(ScriptedPerson(RAFAEL))
    assert client.call("login").status_code == 200
    assert client.log_out().status_code == 200
    assert client.call("login").status_code == 401
    assert client.refresh(client.tokens["refresh_token"]).status_code == 400


def test_nobody_logs_others_out(base: str, client: PlainLogin) -> None:
    client.log_in(ScriptedPerson(RAFAEL))
    with PlainLogin(base) as other:
        other.discover()
        other.register()
        other.tokens = client.tokens
        assert other.log_out().status_code == 200
    assert client.call("login").status_code == 200


def test_the_state_comes_back_and_the_issuer_names_itself(client: PlainLogin) -> None:
    wanted = client.authorization_request()
    brought = client.authorize(ScriptedPerson(RAFAEL), wanted)
    assert brought["state"] == client.state
    assert brought["iss"] == client.server["issuer"]
    assert time.time() < claims_of(_access(client, brought["code"]))["exp"] < time.time() + 301


def _access(client: PlainLogin, code: str) -> str:
    client.exchange(code)
    return str(client.tokens["access_token"])


# The page


def test_a_person_who_says_no_sends_the_program_away(client: PlainLogin) -> None:
    person = ScriptedPerson(RAFAEL, allows=False)
    brought = client.authorize(person, client.authorization_request())
    assert brought["error"] == "access_denied"
    assert "code" not in brought


def test_what_a_program_calls_itself_cannot_change_the_page(client: PlainLogin) -> None:
    client.register(client_name="<script>alert(1)</script>")
    page = client.http.get(client.ask(client.authorization_request()).headers["location"])
    assert "<script>" not in page.text
    assert "&lt;script&gt;" in page.text
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]


def test_the_form_counts_only_from_the_page_and_the_browser_it_was_shown_in(
    base: str, client: PlainLogin
) -> None:
    page = client.http.get(client.ask(client.authorization_request()).headers["location"])
    form = form_fields(page.text)
    form |= {"username": RAFAEL, "password": "river-stone-42", "decision": "allow"}
    address = str(page.url).partition("?")[0]
    with PlainLogin(base) as other_browser:
        assert other_browser.http.post(address, data=form).status_code == 400
    assert client.http.post(address, data=form | {"form_token": "x"}).status_code == 400
    assert client.http.post(address, data=form | {"form_token": ""}).status_code == 400
    assert client.http.post(address, data=form).status_code == 303
    assert client.http.post(address, data=form).status_code == 400, "it works once"


def test_two_pages_may_be_open_in_one_browser(client: PlainLogin) -> None:
    first, _ = [
        client.http.get(client.ask(client.authorization_request()).headers["location"])
        for _ in range(2)
    ]
    form = form_fields(first.text)
    form |= {"username": RAFAEL, "password": "river-stone-42", "decision": "allow"}
    assert client.http.post(str(first.url), data=form).status_code == 303


def test_five_wrong_passwords_end_the_sign_in(client: PlainLogin) -> None:
    page = client.http.get(client.ask(client.authorization_request()).headers["location"])
    for _ in range(4):
        form = form_fields(page.text) | {"username": RAFAEL, "decision": "allow"}
        page = client.http.post(str(page.url), data=form | {"password": "wrong"})
        assert page.status_code == 403
        assert "wrong" in page.text
        assert re.search('value="wrong"', page.text) is None, "a password is never shown again"
    form = form_fields(page.text) | {"username": RAFAEL, "decision": "allow"}
    gone = client.http.post(str(page.url), data=form | {"password": "wrong"})
    assert "error=access_denied" in gone.headers["location"]


# The door


def test_looking_around_needs_no_login_and_everything_else_does(client: PlainLogin) -> None:
    headers = {"Accept": "application/json, text/event-stream"}

    def status(method: Any, **parameters: Any) -> int:
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}
        return client.http.post(client.mcp_url, json=body, headers=headers).status_code

    assert status("tools/list") != 401
    assert status("subscriptions/listen") != 401
    assert status("tools/call", name="no_such_tool") == 401
    assert status("tools/call") == 401
    assert status("resources/read", uri="x:y") == 401
    for no_method in ([], {}, 5, None):
        assert status(no_method) == 401
    batch = [{"jsonrpc": "2.0", "id": 1, "method": m} for m in ("tools/list", "tools/call")]
    assert client.http.post(client.mcp_url, json=batch, headers=headers).status_code == 401


def test_what_cannot_be_read_goes_no_further(client: PlainLogin) -> None:
    assert client.http.post(client.mcp_url, content=b"{").status_code == 400
    large = client.http.post(client.mcp_url, content=b" " * (5 * 2**20))
    assert large.status_code == 413


def test_a_tool_shows_and_changes_only_the_persons_own(client: PlainLogin) -> None:
    client.log_in(ScriptedPerson("owen"), "tickets:read tickets:write")
    mine = client.call("list_my_tickets").json()["result"]["structuredContent"]
    assert {ticket["customer_id"] for ticket in mine["tickets"]} == {"CUST-002"}
    said = {"ticket_id": "TKT-1001", "text": "Mine now."}
    refused = client.call("comment_on_ticket", said).json()["result"]
    assert refused["isError"]
    assert "not one of your tickets" in refused["structuredContent"]["error"]
    own = {"ticket_id": mine["tickets"][0]["ticket_id"], "text": "Thank you."}
    first = client.call("comment_on_ticket", own).json()["result"]["structuredContent"]
    assert client.call("comment_on_ticket", own).json()["result"]["structuredContent"] == first
    assert first["author"] == "Owen Castellanos"
