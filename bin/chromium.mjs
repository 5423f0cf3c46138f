import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

// The headless shell first: it needs a quarter less CPU and memory.
const names = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
];
const otherPaths = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/snap/bin/chromium"];

/** The Chromium that the tests use: $CHROMIUM_PATH, or the first that is installed; undefined leaves it to Playwright. */
export function chromiumOnMachine() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = [...new Set(["/usr/bin", ...folders])].flatMap((folder) =>
    names.map((name) => join(folder, name)),
  );
  return [...candidates, ...otherPaths].find(isProgram);
}

/** Installs Playwright's own Chromium, else the distribution's where root may install it. */
export async function ensureChromium() {
  if (chromiumOnMachine() || (await hasPlaywrightChromium())) return;
  console.log("Installing Chromium for the browser tests …");
  if (run("npx", ["--no-install", "playwright", "install", "chromium-headless-shell"]) && (await launches())) return;
  if (process.getuid?.() === 0 && run("apt-get", ["update"]) && run("apt-get", ["install", "-y", "chromium"])) return;
  console.error("Chromium was not found and could not be installed. Set CHROMIUM_PATH.");
}

async function hasPlaywrightChromium() {
  const { chromium } = await import("@playwright/test");
  return existsSync(chromium.executablePath()) && launches();
}

// A downloaded Chromium may lack system libraries.
async function launches() {
  const { chromium } = await import("@playwright/test");
  const browser = await chromium.launch({ args: ["--no-sandbox"] }).catch(() => null);
  await browser?.close();
  return browser !== null;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function run(program, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(program, args, { stdio: ["ignore", "inherit", "inherit"], env }).status === 0;
}
