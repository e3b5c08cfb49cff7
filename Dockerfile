# Built in one stage, run in another that has neither pip nor what only building needs. See docs/docker.md

FROM python:3.13-slim AS build
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
    && find /opt/venv/lib -path '*/babel/locale-data/*' ! -name 'root.dat' ! -name 'en*.dat' ! -name 'ko*.dat' -delete

FROM python:3.13-slim
# The folder is for the embedded database, which `docker run` without further settings uses.
RUN useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin harumok \
    && install --directory --owner=harumok --group=harumok --mode=0700 /data
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
