# Everything that builds: the web app needs the development dependencies.
FROM node:24.21.0-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts/patch-postgres.js scripts/lock.js scripts/
RUN npm ci
COPY . .
RUN npm run build

# Everything that runs, without the Node that npm brings for machines that have another one.
FROM node:24.21.0-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts/patch-postgres.js scripts/lock.js scripts/
RUN npm ci --omit=dev && rm -rf node_modules/node-linux-* node_modules/.bin/node

FROM node:24.21.0-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
RUN mkdir /data && chown node:node /data
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/client/dist client/dist
COPY package.json ./
COPY scripts scripts
COPY api api
USER node
# Only for the embedded database, that is without DATABASE_URL.
VOLUME /data
EXPOSE 4000
# Whether the process lives. Whether it can serve is /readyz, which a load balancer asks: a broker that is away is no
# reason to start Parley again.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "api/main.ts"]
