import { defineConfig } from "@playwright/test";
import usual from "./playwright.config";

const launchOptions = usual.use?.launchOptions;
/** The names of an installation with TLS, which no server of names knows. */
const hosts = "--host-resolver-rules=MAP *.windlass.test 127.0.0.1";

/** What takes minutes of luck, outside `npm test`. */
export default defineConfig({
  ...usual,
  use: { ...usual.use, launchOptions: { ...launchOptions, args: [...(launchOptions?.args ?? []), hosts] } },
  workers: 1,
  projects: [{ name: "long", testMatch: "**/*.long.ts" }],
});
