"""What a Stripe account knows: intents, charges, refunds, transfers to sellers, and the news that it has of them."""

import itertools
import time

LEAST, MOST = 13_000, 99_999_999  # đồng
OPEN = {"requires_payment_method", "requires_confirmation", "requires_action"}
GOOD, ASKING, DECLINED = "pm_card_visa", "pm_card_threeDSecureRequired", "pm_card_chargeDeclined"


class Refusal(Exception):
    def __init__(self, message, *, status=400, type="invalid_request_error", code=None):
        super().__init__(message)
        self.status = status
        self.body = {"error": {"type": type, "message": message, **({"code": code} if code else {})}}


class Account:
    def __init__(self):
        self.intents, self.refunds, self.transfers, self.events = {}, {}, {}, []
        self.connected, self.balance = {}, 0  # what each connected account was sent; what is there to send
        self._numbers = itertools.count(1)

    def create_intent(self, given):
        amount = int(given["amount"])
        if "payment_method_types" in given:
            raise Refusal("No longer supported", code="payment_method_types_no_longer_supported")
        if given["currency"] != "vnd":
            raise Refusal("This shop sells in đồng", code="invalid_currency")
        if amount < LEAST:
            raise Refusal("Amount must convert to at least 50 cents", code="amount_too_small")
        if amount > MOST:
            raise Refusal("Amount must be no more than ₫99,999,999", code="amount_too_large")
        number = self._id("pi")
        intent = {
            "id": number,
            "object": "payment_intent",
            "amount": amount,
            "amount_received": 0,
            "currency": "vnd",
            "client_secret": f"{number}_secret_of_it",
            "latest_charge": None,
            "metadata": given.get("metadata", {}),
            "payment_method_types": given.get("allowed_payment_method_types", []),
            "status": "requires_payment_method",
        }
        self.intents[number] = intent
        self._tell("payment_intent.created", intent)
        return intent

    def intent(self, number):
        if number not in self.intents:
            raise Refusal(f"No such payment_intent: '{number}'", status=404, code="resource_missing")
        return self.intents[number]

    def confirm(self, number, card=GOOD):
        """What the buyer's browser asks for."""
        intent = self.intent(number)
        if intent["status"] not in OPEN - {"requires_action"}:
            raise Refusal(f"It is {intent['status']}", code="payment_intent_unexpected_state")
        if card == DECLINED:
            self._tell("payment_intent.payment_failed", intent)
            raise Refusal("Your card was declined.", status=402, type="card_error", code="card_declined")
        if card == ASKING:
            intent["status"] = "requires_action"
            self._tell("payment_intent.requires_action", intent)
            return intent
        return self._capture(intent)

    def authenticate(self, number, *, succeeds=True):
        """The buyer has answered their bank (3-D Secure)."""
        intent = self.intent(number)
        if intent["status"] != "requires_action":
            raise Refusal(f"It is {intent['status']}", code="payment_intent_unexpected_state")
        if succeeds:
            return self._capture(intent)
        intent["status"] = "requires_payment_method"
        self._tell("payment_intent.payment_failed", intent)
        return intent

    def _capture(self, intent):
        intent.update(status="succeeded", amount_received=intent["amount"], latest_charge=self._id("ch"))
        self._tell("payment_intent.succeeded", intent)
        self._tell("charge.succeeded", {"id": intent["latest_charge"], "object": "charge"})
        return intent

    def cancel(self, number):
        intent = self.intent(number)
        if intent["status"] not in OPEN:
            raise Refusal(f"You cannot cancel: {intent['status']}", code="payment_intent_unexpected_state")
        intent["status"] = "canceled"
        self._tell("payment_intent.canceled", intent)
        return intent

    def create_refund(self, given):
        intent, amount = self.intent(given["payment_intent"]), int(given["amount"])
        left = intent["amount_received"] - self.refunded(intent["id"])
        if left == 0:
            raise Refusal("Charge has already been refunded.", code="charge_already_refunded")
        if amount > left:
            raise Refusal(f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})")
        refund = {
            "id": self._id("re"),
            "object": "refund",
            "amount": amount,
            "currency": "vnd",
            "charge": intent["latest_charge"],
            "failure_reason": None,
            "metadata": given.get("metadata", {}),
            "payment_intent": intent["id"],
            "status": "pending",
        }
        self.refunds[refund["id"]] = refund
        self._tell("refund.created", refund)
        return refund

    def refund(self, number):
        if number not in self.refunds:
            raise Refusal(f"No such refund: '{number}'", status=404, code="resource_missing")
        return self.refunds[number]

    def refunds_of(self, intent):
        """The latest first."""
        return [refund for refund in reversed(self.refunds.values()) if refund["payment_intent"] == intent]

    def refunded(self, intent):
        return sum(one["amount"] for one in self.refunds_of(intent) if one["status"] not in ("failed", "canceled"))

    def end_refund(self, number, status, reason=None):
        """The buyer's bank has it, or has sent it back."""
        refund = self.refund(number)
        refund.update(status=status, failure_reason=reason)
        self._tell("refund.failed" if status == "failed" else "refund.updated", refund)

    def connect(self, *accounts, balance=1_000_000):
        """Sellers have set these up, and `balance` is there to be sent to them."""
        self.connected.update(dict.fromkeys(accounts, 0))
        self.balance = balance

    def create_transfer(self, given):
        amount, destination = int(given["amount"]), given["destination"]
        if given["currency"] != "vnd":
            raise Refusal("This shop sells in đồng", code="invalid_currency")
        if amount < 1:
            raise Refusal("This value must be greater than or equal to 1.", code="parameter_invalid_integer")
        if destination not in self.connected:
            raise Refusal(f"No such destination: '{destination}'", code="resource_missing")
        if amount > self.balance:
            raise Refusal(
                "You have insufficient available funds in your Stripe account.", code="balance_insufficient"
            )
        self.balance -= amount
        self.connected[destination] += amount
        number = self._id("tr")
        self.transfers[number] = {
            "id": number,
            "object": "transfer",
            "amount": amount,
            "currency": "vnd",
            "destination": destination,
            "metadata": given.get("metadata", {}),
            "reversed": False,
            "transfer_group": given.get("transfer_group"),
        }
        self._tell("transfer.created", self.transfers[number])
        return self.transfers[number]

    def transfers_of(self, group):
        """The latest first."""
        return [one for one in reversed(self.transfers.values()) if one["transfer_group"] == group]

    def _tell(self, kind, subject):
        event = {"id": self._id("evt"), "object": "event", "type": kind, "created": int(time.time())}
        self.events.append({**event, "data": {"object": dict(subject)}})

    def _id(self, prefix):
        return f"{prefix}_{next(self._numbers):06}"
