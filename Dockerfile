# The web process. `docker compose up` runs it with PostgreSQL; alone it keeps an SQLite file in /data.
FROM python:3.13-slim AS build
WORKDIR /src
RUN python -m venv /opt/lettertrail
COPY requirements.txt .
RUN /opt/lettertrail/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY snapshots snapshots
COPY diffing diffing
COPY service service
COPY migrations migrations
RUN /opt/lettertrail/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --user-group --home-dir /data --create-home lettertrail
COPY --from=build /opt/lettertrail /opt/lettertrail
ENV PATH=/opt/lettertrail/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    LETTERTRAIL_DATABASE_URL=sqlite:////data/lettertrail.db \
    LETTERTRAIL_HOST=0.0.0.0 \
    LETTERTRAIL_PORT=8000
USER lettertrail
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=5 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/v1/health', timeout=4)"]
CMD ["lettertrail", "serve"]
