import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: false,
  allowedDevOrigins: ["localhost", "127.0.0.1", "[::1]"],
  // `npm test` checks the types of everything, tests included; a start need not wait for that.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // In development each request is told: the address of a feed is a secret.
  logging: { incomingRequests: { ignore: [/^\/calendar\.ics/] } },
  turbopack: { resolveAlias: { "@secretlint/profiler": "./app/no-profiler.ts" } },
  serverExternalPackages: ["postgres", "next-auth", "jose", "rate-limiter-flexible"],
};

export default config;
