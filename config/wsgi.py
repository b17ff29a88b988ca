"""The web server's entry point (Granian). Loads all that a request needs before the first one comes."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from graphene_django.settings import graphene_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()
_loaded = (get_resolver().url_patterns, graphene_settings.SCHEMA)  # imports every view and builds the schema

# What was loaded stays for good: the collector need not look through it again, which halves the slowest requests.
gc.collect()
gc.freeze()
