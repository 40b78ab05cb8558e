# See docs/deploying.md; PostgreSQL stands in compose.yaml.
FROM node:22-bookworm-slim AS front
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --home-dir /var/lib/berdaya berdaya
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --no-deps -r requirements.txt
COPY . .
COPY --from=front /app/node_modules node_modules
RUN python -m config.frontend \
    && for po in locale/id/LC_MESSAGES/django.po locale/vendor/id/LC_MESSAGES/django.po; do \
        pybabel --quiet compile --input-file=$po --output-file=${po%.po}.mo; done \
    && DATABASE_URL=postgres://nobody@127.0.0.1/nothing SECRET_KEY=only-to-collect python manage.py collectstatic --noinput \
    && rm -rf node_modules
USER berdaya
ENV MEDIA_ROOT=/var/lib/berdaya/files BACKUP_DIR=/var/lib/berdaya/backups PYTHONUNBUFFERED=1
VOLUME /var/lib/berdaya
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/', timeout=4)"]
CMD ["gunicorn", "config.wsgi", "--workers", "3", "--bind", "0.0.0.0:8000", "--timeout", "60", "--no-control-socket"]
