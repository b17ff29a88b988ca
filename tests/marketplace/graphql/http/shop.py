"""What the HTTP side has to deal with: writes, files, failures, pages. `written` keeps what was written."""

import graphene
from django.db import connection

from marketplace.graphql.uploads import Upload

written = []


def backend_pid():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


class Goods(graphene.ObjectType):
    name = graphene.String()


class GoodsConnection(graphene.ObjectType):
    nodes = graphene.List(graphene.NonNull(Goods), required=True)


class Query(graphene.ObjectType):
    hello = graphene.String(required=True)
    echo = graphene.String(text=graphene.String())
    number = graphene.Int(value=graphene.Int(required=True))
    language = graphene.String()
    viewer = graphene.String()
    goods = graphene.Field(GoodsConnection, first=graphene.Int())
    crash = graphene.String()
    hard_crash = graphene.String(required=True)
    backend = graphene.Int(description="Which server process the database answers with")

    def resolve_hello(self, info):
        return "xin chào"

    def resolve_echo(self, info, text=None):
        return text

    def resolve_number(self, info, value):
        return value

    def resolve_language(self, info):
        return info.context.language

    def resolve_viewer(self, info):
        info.context.forbid_caching()
        return str(info.context.viewer.pk)

    def resolve_goods(self, info, first=24):
        return {"nodes": [{"name": "gạo"}] * first}

    def resolve_crash(self, info):
        raise ZeroDivisionError("/srv/secret.py")

    resolve_hard_crash = resolve_crash

    def resolve_backend(self, info):
        return backend_pid()


class Write(graphene.Mutation):
    class Arguments:
        text = graphene.String(required=True)

    text = graphene.String()
    backend = graphene.Int()

    def resolve_backend(self, info):
        return backend_pid()

    def mutate(self, info, text):
        info.context.forbid_caching()
        written.append(text)
        return {"text": text}


class Attach(graphene.Mutation):
    class Arguments:
        file = Upload(required=True)
        others = graphene.List(Upload)

    names = graphene.List(graphene.String)
    size = graphene.Int()

    def mutate(self, info, file, others=()):
        info.context.forbid_caching()
        written.append(file.read())
        return {"names": [file.name, *(other.name for other in others)], "size": file.size}


class Mutation(graphene.ObjectType):
    write = Write.Field()
    attach = Attach.Field()


schema = graphene.Schema(query=Query, mutation=Mutation)
