// Preloaded into the web server: until its own log is open (instrumentation.ts), what the framework writes of its start is a JSON
// line too, where lines are JSON.
import { stripVTControlCharacters } from "node:util";

if (process.env.LOG_FORMAT === "json")
  for (const [method, level] of Object.entries({ log: "info", info: "info", warn: "warn", error: "error" }))
    console[method] = (...words) => write(level, words);

/**
 * @param {string} level
 * @param {unknown[]} words
 */
function write(level, words) {
  const msg = stripVTControlCharacters(words.map(textOf).join(" ")).trim();
  if (msg === "") return;
  const line = { level, time: new Date().toISOString(), component: "web", pid: process.pid, msg };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** @param {unknown} word */
const textOf = (word) => (word instanceof Error ? `${word.name} ${Object(word).code ?? ""}` : String(word));
