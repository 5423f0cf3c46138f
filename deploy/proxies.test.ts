import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const read = (name: string) => readFileSync(file(name), "utf8");
const hasCaddy = spawnSync("caddy", ["version"]).status === 0;

it("each proxy passes requests on to the port of the product, and lets go of connections first", () => {
  for (const name of ["nginx.conf", "Caddyfile", "traefik.yaml"]) expect(read(name)).toContain("127.0.0.1:3000");
  expect(read("Caddyfile")).toMatch(/^\s*keepalive 60s$/m);
  expect(read("traefik.yaml")).toMatch(/^\s*idleConnTimeout: 60s$/m);
});

it("no proxy holds streams back", () => {
  expect(read("nginx.conf")).toMatch(/^\s*proxy_buffering off;$/m);
  expect(read("Caddyfile")).toMatch(/^\s*flush_interval -1$/m);
  expect(read("traefik.yaml")).not.toMatch(/^\s*buffering:/m);
});

it.skipIf(!hasCaddy)("Caddy takes its configuration", () => {
  const words = ["validate", "--config", file("Caddyfile"), "--adapter", "caddyfile"];
  const { status, stdout } = spawnSync("caddy", words, { encoding: "utf8" });
  expect(stdout).toContain("Valid configuration");
  expect(status).toBe(0);
});
