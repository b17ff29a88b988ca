"""Why something cannot be done with a livestream."""

from django.utils.translation import gettext_lazy as _

from marketplace.errors import DomainError, ErrorCode


class WrongState(DomainError):
    """It is not there yet, or has gone on."""

    code = ErrorCode.WRONG_STATE
    default_message = _("That cannot be done with this livestream any more, or not yet.")


class HostNotVerified(DomainError):
    """Nobody goes live whom no officer knows (Law on e-commerce)."""

    code = ErrorCode.HOST_NOT_VERIFIED
    default_message = _("An officer has to verify who the hosts are before the livestream starts.")


class RulesNotAccepted(DomainError):
    code = ErrorCode.RULES_NOT_ACCEPTED
    default_message = _("Each host has to accept the rules of livestreams in their present edition.")


class LineupEmpty(DomainError):
    code = ErrorCode.LINEUP_EMPTY
    default_message = _("There is nothing to show: the line-up is empty.")


class AlcoholNotAllowed(DomainError):
    """Law 44/2019 on alcohol: to adults alone, and never at a special price."""

    code = ErrorCode.ALCOHOL_NOT_ALLOWED
    default_message = _("Alcohol is shown in livestreams for adults alone, and at its normal price.")


class ShopCannotSell(DomainError):
    """One of the shops is not active, or a paper of it has ended."""

    code = ErrorCode.SHOP_CLOSED
    default_message = _("A shop of this livestream takes no orders at present.")


class DealEnded(DomainError):
    """It ran already, or was stopped."""

    code = ErrorCode.DEAL_ENDED
    default_message = _("This deal has run already.")


class StockTooSmall(DomainError):
    """A deal is part of the real stock: it cannot promise more."""

    code = ErrorCode.OUT_OF_STOCK
    default_message = _("There are not as many in stock.")
