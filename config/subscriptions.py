"""Who listens to what: the one table of event subscriptions.

A string is the name of a Celery task, called with the event's fields as keyword arguments (it should swallow those
that it does not know: events grow). A function takes the event and runs in the relay's transaction. Events come at
least once and in order within their aggregate, so subscribers must be repeatable.
"""

from marketplace.commands.relay import Subscriptions
from marketplace.events import CodeRequested, ImageStored

SUBSCRIPTIONS: Subscriptions = {
    ImageStored: ["marketplace.make_renditions"],
    CodeRequested: ["marketplace.send_code"],
}
