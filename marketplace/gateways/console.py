"""For development: messages are printed where the worker's log goes."""

import sys

from marketplace.gateways.messages import Message


class ConsoleGateway:
    def send(self, message: Message) -> None:
        print(f"--- text message to {message.to} ---\n{message.text}\n---", file=sys.stderr, flush=True)
