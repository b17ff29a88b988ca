from django.urls import path

from marketplace.graphql.http.views import graphql

urlpatterns = [path("graphql/", graphql, name="graphql")]
