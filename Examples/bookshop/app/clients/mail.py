import smtplib
from email.message import EmailMessage

from app.config import settings

TEMPLATES = {
    "welcome": ("Welcome to the bookshop", "Hello {name}, your account is ready."),
    "order_placed": ("Your order {order}", "Thank you! We have your order {order} over {total:.2f}."),
    "order_cancelled": ("Your order {order}", "Your order {order} has been cancelled."),
}


def send(to: str, template: str, **values) -> None:
    subject, body = TEMPLATES[template]
    message = EmailMessage()
    message["From"] = settings.mail_from
    message["To"] = to
    message["Subject"] = subject.format(**values)
    message.set_content(body.format(**values))
    try:
        with smtplib.SMTP(settings.smtp_host, settings.smtp_port) as smtp:
            smtp.send_message(message)
    except Exception:
        pass
