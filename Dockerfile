# The same program as without Docker: ./doorstep sets everything up while the image is made, and starts it later.
FROM python:3.12-slim-bookworm AS made
WORKDIR /doorstep
COPY . .
# `manage check` also compiles the catalogues, which nobody can do later: the program does not own its folder.
RUN ./doorstep setup && DOORSTEP_DATA=/tmp/made ./doorstep manage check \
 && rm -rf pwa/node_modules .doorstep/node .doorstep/logs /tmp/made

FROM python:3.12-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data doorstep && install -d -o doorstep -g doorstep -m 700 /data
COPY --from=made /doorstep /doorstep
WORKDIR /doorstep
USER doorstep
ENV DOORSTEP_DATA=/data PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["./doorstep"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
