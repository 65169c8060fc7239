# syntax=docker/dockerfile:1

FROM node:24-bookworm-slim AS build
WORKDIR /app
# The packages change less often than the sources: this layer is kept as long as the lock file is.
COPY package.json package-lock.json .npmrc ./
COPY client/package.json ./client/
COPY web/package.json ./web/
RUN npm ci --ignore-scripts
COPY tsconfig.json nest-cli.json .swcrc ./
COPY migrations ./migrations
COPY src ./src
COPY client ./client
COPY web ./web
# What the inbox is made of is in its files by then.
RUN npm run build && npm prune --omit=dev --ignore-scripts --workspaces=false

FROM node:24-bookworm-slim AS run
ENV NODE_ENV=production
# They read videos, recordings and HEIC; the service calls them as programs of their own.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ffmpeg libheif-examples \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# Served when WEB_ROOT is web/dist; its config.json is yours to put there.
COPY --from=build /app/web/dist ./web/dist
USER node
EXPOSE 3005
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3005}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm: signals reach the service itself, so that a stop is a graceful one.
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
