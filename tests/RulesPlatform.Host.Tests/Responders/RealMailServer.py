"""The mail server that Debian packages (aiosmtpd), on a loopback port of the system's choice: says the port, then a JSON line a mail.

Arguments: plain, starttls or implicit; a PEM file with certificate and key."""
import asyncio
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

security, certificate = sys.argv[1:3]
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(certificate)


class Mailbox:
    async def handle_DATA(self, server, session, envelope):
        print(json.dumps({
            "tls": session.ssl is not None or security == "implicit",
            "user": session.auth_data.login.decode(),
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "mail": envelope.content.decode("ascii").replace("\r\n", "\n"),
        }), flush=True)
        return "250 2.0.0 kept"


def authenticate(server, session, envelope, mechanism, data):
    is_known = isinstance(data, LoginPassword) and (data.login, data.password) == (b"us3r", b"p4ssw0rd")
    return AuthResult(success=is_known, handled=False, auth_data=data)


def protocol():
    return SMTP(
        Mailbox(), authenticator=authenticate, auth_required=True, auth_require_tls=security == "starttls",
        tls_context=context if security == "starttls" else None, require_starttls=security == "starttls")


async def serve():
    server = await asyncio.get_running_loop().create_server(
        protocol, "127.0.0.1", 0, ssl=context if security == "implicit" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(serve())
