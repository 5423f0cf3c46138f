import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
});

/** The licence and the notices of every package that the release contains, one after the other. */
export function licenseNotices(): string {
  const { packages } = lockFile.parse(JSON.parse(readFileSync("package-lock.json", "utf8")));
  const shipped = Object.entries(packages).filter(
    ([path, { dev, optional, devOptional }]) => path !== "" && !dev && !optional && !devOptional,
  );
  const notices = shipped.map(([path, { version, license }]) =>
    [`${path.replace(/^.*node_modules\//, "")} ${version}: ${license ?? "see below"}`, ...noticesIn(path)].join("\n\n"),
  );
  return `${notices.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

function noticesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file) && !/\.(js|ts|json)$/.test(file))
    .map((file) => readFileSync(join(folder, file), "utf8").trim());
}

/** What the release is made of, as CycloneDX JSON. */
export function softwareBill(): string {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const args = ["sbom", "--sbom-format", "cyclonedx", "--omit", "dev", "--omit", "optional", "--package-lock-only"];
  return execFileSync(npm, args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}
