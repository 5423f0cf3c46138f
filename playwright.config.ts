import { defineConfig } from "@playwright/test";
import { chromiumOnMachine } from "./bin/chromium.mjs";

const stories = "stories/**/*.spec.ts";

// The window of a browser that nobody sees has pages of its own, two for its address bar: most of what opening a window took.
const ofTheWindow = [
  "InitialWebUI",
  "PreloadTopChromeWebUI",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
  "WebUIOmniboxPopup",
  "WebUIReloadButton",
  "WebUIToolbar",
];
const ofPages = ["IsolateOrigins", "site-per-process", "PaintHolding", "Translate", "OptimizationHints", "MediaRouter"];
const features = [...ofPages, ...ofTheWindow].join();

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // Builds when stale; each worker then starts the product on a port and a data folder of its own.
  globalSetup: "./e2e/build.ts",
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // On two busy cores an answer can come later than its test waits; what fails twice has failed. The report says "flaky".
  retries: 1,
  // Ten times what a quiet machine takes, and more.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    viewport: { width: 1280, height: 900 },
    timezoneId: "UTC",
    locale: "en-GB",
    actionTimeout: 60_000,
    launchOptions: {
      executablePath: chromiumOnMachine(),
      // One process a site costs a second a window, and there is one site; in one for all, a script is compiled once.
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-gpu",
        "--disable-extensions",
        "--disable-site-isolation-trials",
        "--renderer-process-limit=1",
        `--disable-features=${features}`,
        "--font-render-hinting=none",
      ],
    },
  },
  projects: [
    // A story that only the server can spoil says @once, and is told without JavaScript.
    { name: "with JavaScript", testMatch: [stories, "checks/*.spec.ts"], grepInvert: /@once/ },
    { name: "without JavaScript", testMatch: stories, use: { javaScriptEnabled: false } },
  ],
});
