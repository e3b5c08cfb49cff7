# Built in one stage, run in another that has neither pip nor what only building needs. See docs/docker.md

# Debian 13, whose PostgreSQL is 17, as the service `db` is: tools and server go together.
FROM python:3.13-slim-trixie AS client
# hadolint ignore=DL3008,DL3009
RUN apt-get update && apt-get install --yes --no-install-recommends postgresql-client-17

FROM python:3.13-slim-trixie AS build
WORKDIR /srv/harumok
RUN python -m venv --without-pip /opt/venv
COPY requirements.txt .
RUN python -m pip --python /opt/venv/bin/python install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt
ENV PATH=/opt/venv/bin:$PATH
COPY . .
RUN find . -name django.po -execdir python -m babel.messages.frontend --quiet compile -o django.mo -i {} + \
    && BUDGET_DATA=/tmp/build STATIC_ROOT=/srv/static python manage.py collectstatic --no-input --verbosity 0 --ignore redoc \
    && python -m compileall -q .
# What is served from /srv/static by now, and the words of languages that the service does not speak.
RUN rm -r /opt/venv/lib/python*/site-packages/drf_spectacular_sidecar/static \
    && find /opt/venv/lib -path '*/babel/locale-data/*' ! -name 'root.dat' ! -name 'en*.dat' ! -name 'ko*.dat' -delete \
    && find /opt/venv/lib -path '*/django/*/locale/*' -name '*.[mp]o' ! -path '*/en/*' ! -path '*/ko/*' -delete

FROM python:3.13-slim-trixie
# For backups, without the rest of the client: its wrappers need all of Perl, 50 MB and more.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*
COPY --from=client /usr/lib/postgresql/17/bin/pg_dump /usr/lib/postgresql/17/bin/pg_restore /usr/lib/postgresql/17/bin/
# One folder is for the embedded database, which `docker run` without further settings uses, the other for backups.
RUN useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin harumok \
    && install --directory --owner=harumok --group=harumok --mode=0700 /data /backups
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv /srv
WORKDIR /srv/harumok
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    BUDGET_DATA=/data \
    STATIC_ROOT=/srv/static \
    HOST=0.0.0.0 \
    PORT=8000
USER 10001:10001
EXPOSE 8000
# Whoever answers has migrated before. A database that goes away later is for /readyz to tell: restarting would not help.
HEALTHCHECK --interval=5s --timeout=5s --start-period=90s --retries=6 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=4)"]
CMD ["python", "manage.py", "serve"]
