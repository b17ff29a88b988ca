"""Mail, by whatever Django's EMAIL_BACKEND is."""

import smtplib
from types import TracebackType
from typing import Any, Self

from django.core.mail import EmailMultiAlternatives, get_connection

from marketplace.gateways.messages import DeliveryFailed, DeliveryRefused, DeliveryUnknown, Message

FINAL = 500  # replies from here on are final, those below ask for another try later (RFC 5321, 4.2.1)


class MailGateway:
    def send(self, message: Message) -> None:
        with MailLine() as line:
            line.send(message)


class MailLine:
    """One connection to the mail server, for many mails. Raises DeliveryFailed where there is none."""

    def __enter__(self) -> Self:
        self._backend: Any = get_connection()
        self._open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._close()

    def send(self, message: Message) -> None:
        """Raises DeliveryRefused for what no later try would change, DeliveryUnknown where the line broke while the
        mail was handed over, else DeliveryFailed."""
        self._wake()
        mail = EmailMultiAlternatives(
            message.subject,
            message.text,
            to=[message.to],
            headers={
                "Message-ID": f"<{message.key}@ocop-marketplace>",
                "Auto-Submitted": "auto-generated",
                **message.headers,
            },
            connection=self._backend,
        )
        if message.html:
            mail.attach_alternative(message.html, "text/html")
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            [(code, reason)] = error.recipients.values()
            raise _failure(code)(f"{code} {reason!r}") from error
        except smtplib.SMTPDataError as error:
            raise _failure(error.smtp_code)(str(error)) from error
        except smtplib.SMTPResponseException as error:  # of the sender, not of this mail: an operator's to mend
            raise DeliveryFailed(str(error)) from error
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryUnknown(str(error)) from error

    def _wake(self) -> None:
        """Servers hang up after a while, or after some mails: better noticed before a mail is on its way."""
        smtp = getattr(self._backend, "connection", None)
        if not isinstance(smtp, smtplib.SMTP):
            return
        try:
            smtp.noop()
        except (smtplib.SMTPException, OSError):
            self._close()
            self._open()

    def _open(self) -> None:
        try:
            self._backend.open()
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryFailed(str(error)) from error

    def _close(self) -> None:
        try:
            self._backend.close()
        except (smtplib.SMTPException, OSError):
            self._backend.connection = None


def _failure(code: int) -> type[DeliveryFailed]:
    return DeliveryRefused if code >= FINAL else DeliveryFailed
