import smtplib
import ssl
from email.message import EmailMessage

from app.config import settings

TIMEOUT = 5  # seconds, for the connection and for each answer
TLS = ssl.create_default_context()

TEMPLATES = {
    "welcome": ("Welcome to the bookshop", "Hello {name}, your account is ready."),
    "order_placed": ("Your order {order}", "Thank you! We have your order {order} over {total}."),
    "order_paid": ("Your order {order}", "Your order {order} is paid and on its way."),
    "order_cancelled": ("Your order {order}", "Your order {order} has been cancelled."),
}


def send(message_id: int, to: str, template: str, values: dict[str, str]) -> None:
    """Hands a mail over, or raises. It blocks: call it in a thread. The same message keeps its Message-ID, so that a
    mail that goes out twice can be told from two mails."""
    subject, body = TEMPLATES[template]
    message = EmailMessage()
    message["From"] = settings.mail_from
    message["To"] = to
    message["Subject"] = subject.format(**values)
    message["Message-ID"] = f"<outbox-{message_id}@bookshop.example>"
    message.set_content(body.format(**values))
    with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=TIMEOUT) as smtp:
        if settings.smtp_starttls:
            smtp.starttls(context=TLS)
        smtp.send_message(message)
