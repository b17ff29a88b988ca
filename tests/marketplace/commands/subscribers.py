"""Subscribers for the relay's tests; `received` is emptied by the fixture `subscriptions`."""

import os

from marketplace.events import ImageStored, ProductPaused, ProductPublished

received = []


def receive(event):
    received.append(event)


def die(event):
    os._exit(9)


SUBSCRIPTIONS = {ImageStored: [receive], ProductPublished: [receive], ProductPaused: [receive]}
DEADLY_SUBSCRIPTIONS = {ImageStored: [die]}
