"""Mail, by whatever Django's EMAIL_BACKEND is."""

import smtplib

from django.core.mail import EmailMessage, get_connection

from marketplace.gateways.messages import DeliveryFailed, Message


class MailGateway:
    def send(self, message: Message) -> None:
        mail = EmailMessage(
            message.subject,
            message.text,
            to=[message.to],
            headers={"Message-ID": f"<{message.key}@ocop-marketplace>", "Auto-Submitted": "auto-generated"},
            connection=get_connection(),
        )
        try:
            mail.send()
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryFailed(str(error)) from error
