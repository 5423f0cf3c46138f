import { defineConfig } from "@playwright/test";
import usual from "./playwright.config";

/** What takes minutes of luck, outside `npm test`. */
export default defineConfig({ ...usual, workers: 1, projects: [{ name: "long", testMatch: "*.long.ts" }] });
