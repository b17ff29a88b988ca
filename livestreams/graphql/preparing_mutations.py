"""Who and what comes into a session: other shops, hosts, channels."""

from typing import Any

import graphene

from livestreams.commands import channels, hosts, participants
from livestreams.graphql.session_mutations import OfLivestream, livestream_pk, plain
from livestreams.graphql.types import HostRole, Platform
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.rows import Row
from sellers.graphql.accounts.ids import seller_pk


class OfParticipant(OfLivestream):
    class Meta:
        abstract = True

    class Input:
        livestream = graphene.ID(required=True)
        seller = graphene.ID(required=True, description="The shop for which the viewer says so")


class JoinLivestream(OfParticipant):
    """An invited shop takes part."""

    @classmethod
    def write(cls, context: Context, *, livestream: str, seller: str) -> Row:
        pk, shop = livestream_pk(livestream), seller_pk(seller)
        participants.join_livestream(actor=context.viewer, livestream_id=pk, seller_id=shop, now=context.now)
        return {"livestream": pk}


class LeaveLivestream(OfParticipant):
    """A shop says no, or goes, with its goods; not while it is live."""

    @classmethod
    def write(cls, context: Context, *, livestream: str, seller: str) -> Row:
        pk, shop = livestream_pk(livestream), seller_pk(seller)
        participants.leave_livestream(actor=context.viewer, livestream_id=pk, seller_id=shop, now=context.now)
        return {"livestream": pk}


class AddHost(OfLivestream):
    """By the organiser, who hands the host's code on."""

    class Input:
        livestream = graphene.ID(required=True)
        role = HostRole(required=True)
        name = graphene.String(required=True, description="As viewers read it")

    @classmethod
    def write(cls, context: Context, *, livestream: str, role: Any, name: str) -> Row:
        pk = livestream_pk(livestream)
        hosts.add_host(actor=context.viewer, livestream_id=pk, role=plain(role), name=name, now=context.now)
        return {"livestream": pk}


class RemoveHost(OfLivestream):
    class Input:
        host = graphene.ID(required=True)

    @classmethod
    def write(cls, context: Context, *, host: str) -> Row:
        return {"livestream": hosts.remove_host(actor=context.viewer, host_id=_host(host)).pk}


class JoinAsHost(OfLivestream):
    """By the code that the organiser gave, with the edition of livestreamRules that was read."""

    class Input:
        code = graphene.String(required=True)
        rules_version = graphene.Int(required=True)

    @classmethod
    def write(cls, context: Context, *, code: str, rules_version: int) -> Row:
        host = hosts.join_as_host(actor=context.viewer, code=code, rules_version=rules_version, now=context.now)
        return {"livestream": host.livestream_id}


class VerifyHost(OfLivestream):
    """An officer has seen who the host is; it holds for all sessions of that person."""

    class Input:
        host = graphene.ID(required=True)
        document_kind = graphene.String(required=True, description="What was seen; never its number")

    @classmethod
    def write(cls, context: Context, *, host: str, document_kind: str) -> Row:
        verified = hosts.verify_host(
            actor=context.viewer, host_id=_host(host), document_kind=document_kind, now=context.now
        )
        return {"livestream": verified.livestream_id}


class AddChannel(OfLivestream):
    class Input:
        livestream = graphene.ID(required=True)
        platform = Platform(required=True)
        url = graphene.String(required=True, description="https, of that platform")

    @classmethod
    def write(cls, context: Context, *, livestream: str, platform: Any, url: str) -> Row:
        pk = livestream_pk(livestream)
        channels.add_channel(
            actor=context.viewer, livestream_id=pk, platform=plain(platform), url=url, now=context.now
        )
        return {"livestream": pk}


class RemoveChannel(OfLivestream):
    class Input:
        channel = graphene.ID(required=True)

    @classmethod
    def write(cls, context: Context, *, channel: str) -> Row:
        pk = pk_of(channel, "LivestreamChannel", field="channel")
        return {"livestream": channels.remove_channel(actor=context.viewer, channel_id=pk).pk}


def _host(host: str) -> int:
    return pk_of(host, "LivestreamHost", field="host")


class PreparingMutations(graphene.ObjectType):
    join_livestream = JoinLivestream.Field()
    leave_livestream = LeaveLivestream.Field()
    add_host = AddHost.Field()
    remove_host = RemoveHost.Field()
    join_as_host = JoinAsHost.Field()
    verify_host = VerifyHost.Field()
    add_channel = AddChannel.Field()
    remove_channel = RemoveChannel.Field()
