"""Sending by SMTP to a real server of this machine: what it refuses is said, and the rest goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from landtrack.domain.errors import Refusal
from landtrack.mail.letter import letter
from landtrack.mail.postbox import Outcome, Postbox, parse_postbox, send_all
from landtrack.messages.catalogue import catalogue
from tests.mail.digests import MOMENT, digest
from tests.mail.servers import USER, encrypting, make_certificate, serving


def letters(*addresses):
    return [letter(digest(address=address), catalogue("vi"), "so@example.vn", "", MOMENT) for address in addresses]


def test_what_is_sent_arrives_as_it_was():
    (sent,) = letters("a@example.vn")
    with serving() as (box, postbox):
        assert list(send_all(postbox, [sent])) == [Outcome("a@example.vn")]
    assert box.kept == [(["a@example.vn"], sent.as_bytes())]


def test_one_that_fails_is_named_and_the_others_go():
    with serving() as (box, postbox):
        found = list(
            send_all(postbox, letters("refused@example.vn", "a@example.vn", "hangup@example.vn", "b@example.vn"))
        )
    assert [to for (to,), _ in box.kept] == ["a@example.vn", "b@example.vn"]
    assert [one.address for one in found if one.reason] == ["refused@example.vn", "hangup@example.vn"]
    assert found[0].reason == "550 no such mailbox"


def test_a_server_that_goes_away_half_way_leaves_the_rest_unsent():
    with serving() as (box, postbox):
        found = list(send_all(postbox, letters("a@example.vn", "last@example.vn", "c@example.vn", "d@example.vn")))
    assert [to for (to,), _ in box.kept] == ["a@example.vn", "last@example.vn"]
    assert [(one.address, bool(one.reason)) for one in found] == [
        ("a@example.vn", False), ("last@example.vn", False), ("c@example.vn", True), ("d@example.vn", True),
    ]  # fmt: skip
    assert found[3].reason == found[2].reason


def test_a_server_that_is_not_there_or_does_not_encrypt_gets_nothing():
    with serving() as (box, postbox):
        port = postbox.port
        reason = refused_by(Postbox("127.0.0.1", port, "starttls", "user", "secret"))
        assert "STARTTLS" in reason
    assert box.kept == []
    with pytest.raises(Refusal, match=r"mail\.unreachable") as refused:
        list(send_all(Postbox("127.0.0.1", port, "none"), letters("a@example.vn")))
    assert refused.value.arguments["server"] == f"127.0.0.1:{port}"


def refused_by(postbox):
    with pytest.raises(Refusal, match=r"mail\.unreachable") as refused:
        list(send_all(postbox, letters("a@example.vn")))
    return str(refused.value.arguments["reason"])


def test_over_an_encrypted_connection_with_a_password(tmp_path):
    certificate = make_certificate(tmp_path, "IP:127.0.0.1")
    with encrypting(certificate) as (box, postbox):
        known = replace(postbox, ca=str(certificate))
        assert list(send_all(known, letters("a@example.vn"))) == [Outcome("a@example.vn")]
        assert [to for to, _ in box.kept] == [["a@example.vn"]]
        assert refused_by(replace(known, password=USER)).startswith("535 ")
        assert "530" in next(send_all(replace(known, user=""), letters("a@example.vn"))).reason
        assert len(box.kept) == 1


def test_the_certificate_and_the_name_of_the_server_are_always_checked(tmp_path):
    certificate = make_certificate(tmp_path, "DNS:mail.example.vn")
    with encrypting(certificate) as (box, postbox):
        assert "CERTIFICATE_VERIFY_FAILED" in refused_by(postbox)
        assert "not valid for '127.0.0.1'" in refused_by(replace(postbox, ca=str(certificate)))
    assert box.kept == []


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_file_without_a_certificate_is_refused(tmp_path, content):
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(Refusal, match=r"settings\.smtp_ca") as refused:
        list(send_all(Postbox("127.0.0.1", 9, ca=str(file)), letters("a@example.vn")))
    assert refused.value.arguments["reason"]


@pytest.mark.parametrize(
    ("server", "tls", "found"),
    [
        ("mail.example.vn", "starttls", ("mail.example.vn", 587)),
        ("mail.example.vn", "tls", ("mail.example.vn", 465)),
        ("mail.example.vn:2525", "none", ("mail.example.vn", 2525)),
        ("[::1]:25", "none", ("::1", 25)),
    ],
)
def test_the_server_of_the_settings(server, tls, found):
    box = parse_postbox(server, tls, "", "")
    assert (box.host, box.port) == found


@pytest.mark.parametrize("server", ["", ":25", "a:b", "a:99999", "a/b", "u@a", "smtp://a"])
def test_what_is_no_server_is_refused(server):
    with pytest.raises(Refusal, match=r"settings\.smtp"):
        parse_postbox(server, "starttls", "", "")


def test_a_password_never_travels_in_the_open_and_is_not_printed():
    with pytest.raises(Refusal, match=r"settings\.smtp_password"):
        parse_postbox("a", "none", "user", "secret")
    with pytest.raises(Refusal, match=r"settings\.smtp_letters"):
        parse_postbox("a", "tls", "user", "mật khẩu")
    assert "secret" not in repr(parse_postbox("a", "tls", "user", "secret"))
