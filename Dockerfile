# syntax=docker/dockerfile:1
# Windlass in a container, for amd64 and arm64:
#   docker buildx build --platform linux/amd64,linux/arm64 --build-arg COMMIT=$(git rev-parse --short HEAD) -t windlass .
# e2e/debian/container.long.ts carries out these steps in a bare Debian.

# A release has no part for one processor, so it is made on the processor of the machine that builds.
FROM --platform=$BUILDPLATFORM node:24-bookworm-slim AS builder
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run release -- /release
RUN mkdir /empty

FROM node:24-bookworm-slim AS node

# Debian with nothing but Node and the release: no npm, no package of development, no source.
FROM debian:bookworm-slim
ARG VERSION=0.1.0
ARG COMMIT=
LABEL org.opencontainers.image.title="Windlass" \
      org.opencontainers.image.description="Production change control for managed service providers" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$COMMIT" \
      org.opencontainers.image.licenses="UNLICENSED"
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=builder /release /opt/windlass
# Where a volume may be written to by the user below: a new volume takes the owner from here.
COPY --from=builder --chown=10001:10001 /empty /var/lib/windlass
COPY --from=builder --chown=10001:10001 /empty /run/windlass/owner
COPY --from=builder --chown=10001:10001 /empty /run/windlass/web
COPY --from=builder --chown=10001:10001 /empty /run/windlass/worker
# A user without a name has no home either, and libraries ask for one.
ENV NODE_ENV=production HOME=/var/lib/windlass HOST=0.0.0.0 WINDLASS_DATA_FOLDER=/var/lib/windlass WINDLASS_COMMIT=$COMMIT
WORKDIR /opt/windlass
USER 10001:10001
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "/opt/windlass/windlass", "health"]
ENTRYPOINT ["node", "/opt/windlass/windlass"]
CMD ["serve"]
