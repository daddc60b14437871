# One image, three commands. Alone, `docker run -p 8000:8000 -v shop:/data echoppe` does everything; grown:
#   migrate  docker run -e DATABASE_URL=… -v shop:/data echoppe migrate
#   web      docker run -e DATABASE_URL=… -v shop:/data -p 8000:8000 echoppe run --only-web
#   worker   docker run -e DATABASE_URL=… -v shop:/data echoppe worker
FROM python:3.12-slim-bookworm AS build
WORKDIR /src
COPY setup.cfg pyproject.toml constraints.txt README.md ./
COPY storefront ./storefront
COPY plugins ./plugins
COPY fixtures ./fixtures
COPY themes ./themes
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir -c constraints.txt '.[postgres]'

FROM python:3.12-slim-bookworm
RUN useradd --system --uid 10001 --create-home shop && mkdir /data && chown shop /data
COPY --from=build /venv /venv
COPY schema.graphql /app/schema.graphql
COPY themes /app/themes
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 SHOP_DATA=/data SHOP_BIND=0.0.0.0:8000
VOLUME /data
EXPOSE 8000
USER shop
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
ENTRYPOINT ["python", "-m", "storefront"]
CMD ["run"]
