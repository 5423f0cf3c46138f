import { once } from "node:events";
import { copyFileSync, cpSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnGuarded } from "../db/connection/spawn-guarded.mjs";

const require = createRequire(import.meta.url);

/** Builds other code, in another folder, that has its action in the same file as the product. */
export async function actionsBuiltElsewhere(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "windlass-other-build-"));
  try {
    linkPackages(folder);
    writeOtherSources(folder);
    const words = ["node_modules/next/dist/bin/next", "build"];
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
    const { child } = spawnGuarded(process.execPath, words, { cwd: folder, env, stdio: ["pipe", "ignore", "inherit"] });
    const [code] = await once(child, "close");
    if (code !== 0) throw new Error("The other build failed.");
    return Object.keys(require(join(folder, ".next/server/server-reference-manifest.json")).node);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeOtherSources(folder: string): void {
  mkdirSync(join(folder, "app/_steps/actions"), { recursive: true });
  cpSync("next.config.ts", join(folder, "product.config.ts"));
  const files = {
    "package.json": `{"private":true,"type":"module"}`,
    "next.config.ts": `import "./product.config";\nexport default { typescript: { ignoreBuildErrors: true } };`,
    "app/layout.tsx": "export default ({ children }) => <html lang='en'><body>{children}</body></html>;",
    "app/page.tsx": `import { takeStep } from "./_steps/actions/actions";\nexport default () => <form action={takeStep}><button>Go</button></form>;`,
    "app/_steps/actions/actions.ts": `"use server";\nconst make = (words) => async (form) => console.log(words, form);\nexport const takeStep = make("other code");`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

/** Turbopack resolves packages under its root only, and follows no link out of it. */
function linkPackages(folder: string): void {
  const packages = ["next", "react", "react-dom", "scheduler", "@next", "@swc", "styled-jsx", "client-only", "postcss"];
  const more = ["nanoid", "picocolors", "source-map-js", "caniuse-lite", "baseline-browser-mapping", "tslib"];
  // Without these Next would install them, and a Next of its own with them.
  const types = ["typescript", "@typescript", "@types", "csstype", "undici-types"];
  mkdirSync(join(folder, "node_modules"));
  const there = readdirSync("node_modules");
  for (const name of [...packages, ...more, ...types].filter((each) => there.includes(each)))
    linkTree(join("node_modules", name), join(folder, "node_modules", name));
}

function linkTree(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isFile()) linkFile(source, target);
  }
}

function linkFile(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}
