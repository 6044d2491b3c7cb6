#!/usr/bin/env python3
"""Stand-ins for what the bookshop calls: billing, the carrier, publishers' feeds (HTTP, and HTTPS with a
self-signed certificate) and a mail server (SMTP). Loopback only, standard library only.

    server.py [--http-port 9001] [--tls-port 9443] [--smtp-port 9025] [--tls-cert FILE]

Port 0 takes a free port; the ports in use are printed as one line of JSON once everything listens.
How the dependencies behave is set over HTTP:

    PUT    /_behaviour/billing   {"delay": 5, "status": 503, "times": 2}    the next two calls: wait 5 s, answer 503
    DELETE /_behaviour           every dependency behaves again
    GET    /_log?service=mail    what was received since the last DELETE /_log, oldest first
    DELETE /_log
Services: billing, carrier, feeds, mail. `times` left out means until changed.
"""
import argparse
import json
import pathlib
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import StreamRequestHandler, ThreadingTCPServer
from urllib.parse import parse_qs, urlsplit

SERVICES = ("billing", "carrier", "feeds", "mail")
LOG_LIMIT = 100_000


class State:
    """Everything that the stub remembers: how to behave, what it received, what billing has charged."""

    def __init__(self):
        self.lock = threading.Lock()
        self.behaviour = {}
        self.log = []
        self.charges = {}  # idempotency key -> charge
        self.stopping = threading.Event()

    def record(self, service, **what):
        with self.lock:
            if len(self.log) < LOG_LIMIT:
                self.log.append({"at": time.time(), "service": service, **what})

    def misbehave(self, service):
        """Waits as told, and returns the status to fail with, if any."""
        with self.lock:
            rule = self.behaviour.get(service)
            if rule is None:
                return None
            if rule.get("times") is not None:
                rule["times"] -= 1
                if rule["times"] <= 0:
                    del self.behaviour[service]
        self.stopping.wait(rule.get("delay", 0))
        return rule.get("status")

    def charge(self, key, body):
        """A charge; the same idempotency key gets the same charge again."""
        with self.lock:
            if key and key in self.charges:
                return self.charges[key]
            charge = {"id": f"ch_{uuid.uuid4().hex[:16]}", "amount": body.get("amount"), "status": "succeeded"}
            self.charges[key or charge["id"]] = charge
            return charge


STATE = State()


class HTTPHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_any(self):
        length = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(length) if length else b""
        try:
            body = json.loads(raw) if raw else {}
        except ValueError:
            return self.answer(400, {"detail": "not JSON"})
        url = urlsplit(self.path)
        parts = [part for part in url.path.split("/") if part]
        query = {name: values[-1] for name, values in parse_qs(url.query).items()}
        if parts and parts[0] in ("_behaviour", "_log"):
            return self.control(parts, query, body)
        if not parts or parts[0] not in SERVICES:
            return self.answer(404, {"detail": "no such dependency"})
        service = parts[0]
        STATE.record(service, method=self.command, path=self.path, body=body,
                     key=self.headers.get("Idempotency-Key"), peer=self.client_address[1])
        failure = STATE.misbehave(service)
        if failure is not None:
            return self.answer(failure, {"detail": "told to fail"})
        return getattr(self, service)(parts[1:], query, body)

    do_GET = do_POST = do_PUT = do_DELETE = handle_any

    def control(self, parts, query, body):
        with STATE.lock:
            if parts[0] == "_log":
                if self.command == "DELETE":
                    STATE.log.clear()
                log = [entry for entry in STATE.log if query.get("service") in (None, entry["service"])]
                return self.answer(200, log)
            if self.command == "DELETE":
                STATE.behaviour.clear()
            elif self.command == "PUT" and len(parts) == 2 and parts[1] in SERVICES:
                STATE.behaviour[parts[1]] = body
            return self.answer(200, STATE.behaviour)

    def billing(self, parts, _query, body):
        key = self.headers.get("Idempotency-Key")
        if self.command == "POST" and parts == ["invoices"]:
            return self.answer(201, {"id": f"in_{uuid.uuid4().hex[:16]}"})
        if self.command == "POST" and parts == ["charges"]:
            if body.get("card_token") == "tok_declined":
                return self.answer(402, {"detail": "card declined"})
            return self.answer(201, STATE.charge(key, body))
        if self.command == "GET" and parts[:1] == ["charges"] and len(parts) == 2:
            charge = STATE.charges.get(parts[1])
            return self.answer(200, charge) if charge else self.answer(404, {"detail": "no such charge"})
        if self.command == "POST" and parts == ["refunds"]:
            return self.answer(201, {"id": f"re_{uuid.uuid4().hex[:16]}"})
        return self.answer(404, {"detail": "billing has no such operation"})

    def carrier(self, parts, query, _body):
        if parts != ["rates"]:
            return self.answer(404, {"detail": "the carrier has no such operation"})
        weight = int(query.get("weight", 500))
        return self.answer(200, {"country": query.get("country", ""), "price": f"{3 + weight / 1000:.2f}", "days": 4})

    def feeds(self, parts, _query, _body):
        publisher = parts[0] if parts else "unnamed"
        seed = sum(publisher.encode())
        books = [{"isbn": f"979{seed:06d}{n:04d}", "title": f"{publisher.title()} Novel {n}",
                  "author": f"{publisher.title()} Author {n % 2}", "price": f"{9 + n}.90"} for n in range(3)]
        return self.answer(200, books)


class SMTPHandler(StreamRequestHandler):
    """As much SMTP as a client needs to hand over a message."""

    def reply(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self):
        failure = STATE.misbehave("mail")
        if failure is not None:
            return self.reply("421 told to fail")
        self.reply("220 stub ready")
        envelope = {"to": []}
        while line := self.rfile.readline(4096):
            command = line.decode("latin-1").strip()
            verb = command[:4].upper()
            if verb in ("EHLO", "HELO"):
                self.reply("250 stub")
            elif verb == "MAIL":
                envelope = {"to": []}
                self.reply("250 ok")
            elif verb == "RCPT":
                envelope["to"].append(command.partition("<")[2].partition(">")[0])
                self.reply("250 ok")
            elif verb == "DATA":
                self.reply("354 go on")
                headers = self.read_message()
                STATE.record("mail", **envelope, **headers)
                self.reply("250 taken")
            elif verb == "QUIT":
                return self.reply("221 bye")
            else:
                self.reply("250 ok")

    def read_message(self):
        headers, in_headers = {}, True
        while line := self.rfile.readline(65536):
            text = line.decode("utf-8", "replace").rstrip("\r\n")
            if text == ".":
                break
            in_headers = in_headers and text != ""
            name, _, value = text.partition(":")
            if in_headers and name.lower() in ("subject", "message-id"):
                headers[name.lower()] = value.strip()
        return headers


class HTTPServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 1024

    def handle_error(self, request, client_address):
        pass  # clients under test hang up as they please


class TLSServer(HTTPServer):
    """The handshake happens in the connection's own thread: a client that stalls holds up nobody."""

    tls = None

    def finish_request(self, request, client_address):
        with self.tls.wrap_socket(request, server_side=True) as wrapped:
            self.RequestHandlerClass(wrapped, client_address, self)


class SMTPServer(ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 1024

    def handle_error(self, request, client_address):
        pass


def self_signed(folder):
    """A certificate for 127.0.0.1 and localhost that vouches for itself, made with the openssl command."""
    cert, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-addext", "keyUsage=critical,digitalSignature,keyCertSign",
         "-keyout", str(key), "-out", str(cert)],
        check=True, capture_output=True)
    return cert, key


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--http-port", type=int, default=9001)
    parser.add_argument("--tls-port", type=int, default=9443)
    parser.add_argument("--smtp-port", type=int, default=9025)
    parser.add_argument("--tls-cert", type=pathlib.Path, help="write the certificate here, for clients that verify")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))

    with tempfile.TemporaryDirectory(prefix="bookshop-stubs-") as folder:
        cert, key = self_signed(pathlib.Path(folder))
        if options.tls_cert:
            shutil.copy(cert, options.tls_cert)
        http = HTTPServer(("127.0.0.1", options.http_port), HTTPHandler)
        https = TLSServer(("127.0.0.1", options.tls_port), HTTPHandler)
        https.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        https.tls.load_cert_chain(cert, key)
        smtp = SMTPServer(("127.0.0.1", options.smtp_port), SMTPHandler)
        servers = {"http": http, "https": https, "smtp": smtp}
        for server in servers.values():
            threading.Thread(target=server.serve_forever, daemon=True).start()
        print(json.dumps({name: server.server_address[1] for name, server in servers.items()}), flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            pass
        finally:
            STATE.stopping.set()


if __name__ == "__main__":
    main()
