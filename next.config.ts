import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: false,
  allowedDevOrigins: ["localhost", "127.0.0.1", "[::1]"],
  images: { unoptimized: true },
  serverExternalPackages: ["postgres", "next-auth", "jose"],
};

export default config;
