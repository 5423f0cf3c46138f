#!/usr/bin/env node
// Runs a command as a change of Windlass: asks, starts, runs, and records how it ended. One file that needs only Node 20.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isatty } from "node:tty";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/** The exit codes beside those of the command itself. */
export const exitCodes = { usage: 64, unavailable: 69, unrecorded: 75, denied: 77, notExecutable: 126, notFound: 127 };

/** What each command of this client is for, by its name. */
export const clientCommands = {
  run: "runs a command as a scheduled or documented change, and records how it ended",
  standard: "the same as a new standard change from the catalogue",
  send: "sends a result that could not be recorded when its command ended",
};

/** What `--help` shows; docs/api/client.md repeats it. */
export const usage = `Usage:
  windlass run CHG-1234 [options] -- command …
  windlass standard ENTRY [field=value …] --why TEXT [options] -- command …
  windlass send FILE

  run        ${clientCommands.run}
  standard   ${clientCommands.standard};
             ENTRY is its number or its exact title
  send       ${clientCommands.send}

Options of run and standard:
  --system NAME      run: the change must touch this system; standard: changes this system. By name or number, once or more
  --wait TIME        wait so long until the change may start, such as 90s, 30m or 2h
  --finish TEXT      what the record says was done, where the command succeeds
  --link URL         a link in the record, such as the job's log
  --with-arguments   write the command's arguments into the record, too; without it only its name
  --retry TIME       how long to retry to record the result, 10m where you leave it out
  --json             print the outcome as one line of JSON, the last on standard output
  --why TEXT         standard: why the change is made
  --title TEXT       standard: its title, where it is not the entry's

Environment:
  WINDLASS_URL         where Windlass is; https, or this machine
  WINDLASS_TOKEN       a token with the scopes read and execute, for standard also propose; the command does not get it
  WINDLASS_TOKEN_FILE  a file with the token, in place of WINDLASS_TOKEN

Exit codes, beside those of the command itself:
  64   the call or the environment is not understood; nothing ran
  69   Windlass could not be reached or could not answer; nothing ran
  75   the command ended, but its result is not recorded: it lies in a file, for windlass send
  77   Windlass refused, or the time to wait was over; nothing ran
  126  the command could not be executed; the change was called off
  127  the command was not found; the change was called off
  128  and more: a signal ended the command, such as 143 for SIGTERM`;

/** The call or the environment is not understood. */
export class CallError extends Error {}

/** Windlass refused: what it answered. */
class Refusal extends Error {
  constructor({ detail, title, ...problem }, status) {
    super(detail ?? title ?? `Windlass answers ${status}.`);
    Object.assign(this, { status, problem });
  }
}

/** Windlass gave no answer that counts. */
class Unavailable extends Error {}

// Words of the call

const optionsOf = {
  ...{ system: { type: "string", multiple: true }, wait: { type: "string" }, finish: { type: "string" } },
  ...{ link: { type: "string" }, retry: { type: "string" }, why: { type: "string" }, title: { type: "string" } },
  ...{ "with-arguments": { type: "boolean" }, json: { type: "boolean" }, help: { type: "boolean" } },
};

/** A call as its parts, or `CallError` with what is not understood. What follows `--` is the command, untouched. */
export function parseCall(argv) {
  const at = argv.includes("--") ? argv.indexOf("--") : argv.length;
  const command = argv.slice(at + 1);
  const { values, positionals } = parsedOptions(argv.slice(0, at));
  const [name, target, ...more] = positionals;
  if (values.help || name === "help") return { name: "help" };
  if (!Object.hasOwn(clientCommands, name ?? "")) throw new CallError(`There is no command ${name ?? "named"}.`);
  if (!target) throw new CallError({ run: "Name a change.", standard: "Name an entry.", send: "Name a file." }[name]);
  if (name === "send") return { name, file: target };
  if (command.length === 0) throw new CallError("Put the command behind “--”.");
  if (name === "run" && !/^CHG-\d{1,12}$/.test(target)) throw new CallError(`${target} is no number of a change.`);
  if (name === "run" && more.length > 0) throw new CallError("Put the command behind “--”.");
  if (name === "standard" && !values.why) throw new CallError("Say with --why why the change is made.");
  return {
    ...{ name, target, command, fields: fieldsIn(more), systems: values.system ?? [], json: values.json === true },
    ...{ waitMs: durationMs(values.wait ?? "0s"), retryMs: durationMs(values.retry ?? "10m") },
    ...{ finish: values.finish, link: linkIn(values.link), withArguments: values["with-arguments"] === true },
    ...{ why: values.why, title: values.title },
  };
}

function parsedOptions(args) {
  try {
    return parseArgs({ args, options: optionsOf, allowPositionals: true });
  } catch (error) {
    throw new CallError(error.message);
  }
}

/** A time such as 90s, 30m or 2h in milliseconds, at most a day. */
export function durationMs(text) {
  const [, number, unit] = /^(\d{1,5})([smh])$/.exec(text) ?? [];
  const ms = Number(number) * { s: 1000, m: 60_000, h: 3_600_000 }[unit];
  if (!(ms <= 86_400_000)) throw new CallError(`${text} is no time such as 90s, 30m or 2h, of at most a day.`);
  return ms;
}

function linkIn(text) {
  if (text !== undefined && !/^https?:\/\/\S{1,2000}$/.test(text))
    throw new CallError("The link does not begin with https://.");
  return text;
}

function fieldsIn(words) {
  const pairs = words.map((word) => {
    const [, name, value] = /^([\w-]+)=(.*)$/s.exec(word) ?? [];
    if (!name) throw new CallError(`${word} is no field=value.`);
    return [name, value];
  });
  return Object.fromEntries(pairs);
}

/** Where Windlass is, and with which token. No error repeats the token. */
export function connectionFrom(env) {
  const url = urlOrNull(env.WINDLASS_URL);
  if (!url || !/^https?:$/.test(url.protocol)) throw new CallError("Set WINDLASS_URL to where Windlass is.");
  if (url.protocol === "http:" && !["localhost", "127.0.0.1", "[::1]"].includes(url.hostname))
    throw new CallError("WINDLASS_URL has to begin with https://: a token is not sent in the clear to other machines.");
  const token = (env.WINDLASS_TOKEN || tokenInFile(env.WINDLASS_TOKEN_FILE)).trim();
  if (!/^wl[ps]_[\w-]{20,200}$/.test(token)) throw new CallError("What WINDLASS_TOKEN holds is no token.");
  return { base: `${url.origin}${url.pathname.replace(/\/+$/, "")}`, token };
}

function urlOrNull(text) {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function tokenInFile(file) {
  if (!file) throw new CallError("Set WINDLASS_TOKEN or WINDLASS_TOKEN_FILE.");
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new CallError(`WINDLASS_TOKEN_FILE cannot be read (${error.code}).`);
  }
}

// Requests

const answerWithinMs = 30_000;
const beforeMs = 60_000;
const again = new Set([408, 429, 500, 502, 503, 504]);

/** Sends until Windlass answers, or until `patienceMs` are over: a step with its key, so that it counts once. */
async function send(connection, { method = "GET", path, body, key, patienceMs = beforeMs, stop, onTrouble }) {
  const end = performance.now() + patienceMs;
  for (let delay = 250; ; delay = Math.min(delay * 2, 15_000)) {
    const { answer, trouble, waitMs = delay } = await attempt(connection, { method, path, body, key });
    if (answer) return answer;
    onTrouble?.(trouble);
    if (stop?.aborted || performance.now() + waitMs > end) throw new Unavailable(trouble);
    await pause(waitMs, undefined, { signal: stop }).catch(() => {});
  }
}

async function attempt({ base, token }, { method, path, body, key }) {
  const headers = {
    ...{ authorization: `Bearer ${token}`, accept: "application/json" },
    ...(body && { "content-type": "application/json" }),
    ...(key && { "idempotency-key": key }),
  };
  const signal = AbortSignal.timeout(answerWithinMs);
  try {
    const response = await fetch(`${base}/api/v1${path}`, { method, headers, body, signal, redirect: "error" });
    const answer = await response.json().catch(() => null);
    if (response.ok && answer) return { answer };
    if (again.has(response.status) || response.ok) return { trouble: troubleOf(response, answer), ...waitOf(response) };
    throw new Refusal(answer ?? {}, response.status);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return { trouble: `Windlass cannot be reached (${error.cause?.code ?? error.name}).` };
  }
}

const troubleOf = ({ status }, answer) => answer?.detail ?? `Windlass answers ${status}.`;

function waitOf({ headers }) {
  const seconds = Number(headers.get("retry-after"));
  return seconds > 0 ? { waitMs: Math.min(seconds, 60) * 1000 } : {};
}

/** Every item of a list, page by page; the address of the next page counts only for its cursor. */
async function* listed(connection, path) {
  let query = "?limit=200";
  for (let page = 0; page < 100 && query; page++) {
    const { items, next } = await send(connection, { path: `${path}${query}` });
    yield* items;
    query = next && new URL(next).search;
  }
}

const stepPath = (change, step) => `/changes/${change}/steps/${step}`;
const takeStep = (connection, { change, step, body = {}, run, ...more }) =>
  send(connection, {
    ...{ method: "POST", path: stepPath(change, step), body: JSON.stringify(body), key: `${run}-${step}` },
    ...more,
  });

// Before the command

const mayStillStart = new Set(["draft", "documented", "submitted", "reviewed", "approved", "scheduled"]);

/** Starts the change when it may, at once or within the time to wait; the clearance it started by. Throws the refusal else. */
async function startWhenCleared(connection, call, change, { run, signals }) {
  const end = performance.now() + call.waitMs;
  for (let delay = 2000; ; delay = Math.min(delay * 1.5, 30_000)) {
    const denied = await tryToStart(connection, call, change, `${run}-${randomUUID()}`, signals);
    if (denied.clearance) return denied.clearance;
    const leftMs = end - performance.now();
    if (signals.received || leftMs <= 0 || !denied.mayCome) throw denied.refusal;
    if (delay === 2000) say(`${denied.refusal.message} Waiting.`);
    await pause(Math.min(delay, leftMs), undefined, { signal: signals.stop }).catch(() => {});
  }
}

async function tryToStart(connection, { systems }, change, run, { stop }) {
  const questions = systems.length > 0 ? systems.map((system) => `?system=${encodeURIComponent(system)}`) : [""];
  let clearance;
  for (const question of questions) {
    clearance = await send(connection, { path: `/changes/${change}/clearance${question}`, stop });
    if (clearance.answer === "allow") continue;
    const { reason: detail, clause, need, status } = clearance;
    const refusal = new Refusal({ detail, clause, need }, 409);
    return { refusal, mayCome: mayStillStart.has(status) && clause !== "scope" };
  }
  const skewMs = Date.parse(clearance.issuedAt) - Date.now();
  try {
    await takeStep(connection, { change, step: "start", run, stop });
    return { clearance: { ...clearance, skewMs } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refusal: error, mayCome: error.status === 409 || error.status === 412 };
  }
}

/** Drafts and documents a standard change; its number. */
async function draftStandard(connection, call, run) {
  const entry = await findEntry(connection, call.target);
  const systems = await findSystems(connection, call.systems, entry);
  const filled = Object.values(call.fields).join(", ");
  const title = call.title ?? `${entry.title}${filled && `: ${filled}`}`.slice(0, 120);
  const body = { type: "standard", title, entry: entry.id, entryValues: call.fields, systems, why: call.why };
  const draft = { method: "POST", path: "/changes", body: JSON.stringify(body), key: `${run}-draft` };
  const { number } = await send(connection, draft);
  try {
    await takeStep(connection, { change: number, step: "document", run });
  } catch (error) {
    await cancelDraft(connection, number, run, error);
    throw error;
  }
  return number;
}

/** Nobody has to clear away what this client drafted and could not start. */
async function cancelDraft(connection, change, run, { message }) {
  const body = { reason: `Not started: ${message}` };
  await takeStep(connection, { change, step: "cancel", body, run, patienceMs: 5000 }).catch((error) =>
    say(`${change} is still there, and could not be cancelled. ${error.message}`),
  );
}

async function findEntry(connection, word) {
  if (/^\d{1,12}$/.test(word)) return send(connection, { path: `/catalogue/${word}` });
  const found = [];
  for await (const entry of listed(connection, "/catalogue"))
    if (entry.title === word && entry.entryKind === "standard" && entry.status === "approved") found.push(entry);
  return only(found, `approved standard entry “${word}”`);
}

async function findSystems(connection, words, entry) {
  if (words.length === 0 && entry.systems.length === 1) return [entry.systems[0].id];
  if (words.length === 0) throw new CallError(`Name a system with --system: ${namesOf(entry.systems)}.`);
  const systems = [];
  for await (const system of listed(connection, "/systems")) if (system.managed) systems.push(system);
  return words.map((word) => {
    const found = systems.filter(({ id, name }) => String(id) === word || folded(name) === folded(word));
    return only(found, `managed system “${word}”`).id;
  });
}

function only(found, what) {
  if (found.length === 1) return found[0];
  throw new CallError(found.length === 0 ? `There is no ${what}.` : `More than one ${what}: ${namesOf(found)}.`);
}

const folded = (name) => name.normalize("NFKC").trim().toLowerCase();
const namesOf = (records) => records.map(({ id, name, title }) => `${name ?? title} (${id})`).join(", ");

// The command

/** Passes signals on to the command, and remembers the first. What waits, ends. */
function watchSignals() {
  let stopping = new AbortController();
  const signals = { received: null, child: null, stop: stopping.signal, renew: () => {} };
  signals.renew = () => {
    stopping = new AbortController();
    signals.stop = stopping.signal;
  };
  // Ctrl-C reaches the command by itself, and twice is once too often for some.
  const fromTerminal = [0, 1, 2].some((stream) => isatty(stream));
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(name, () => {
      signals.received ??= name;
      stopping.abort();
      if (!(name === "SIGINT" && fromTerminal)) signals.child?.kill(name);
    });
  return signals;
}

/** Runs the command to its end: its exit code, or the signal that ended it, or why it did not begin. */
function runCommand([file, ...args], signals) {
  const { WINDLASS_TOKEN: _token, WINDLASS_TOKEN_FILE: _file, ...env } = process.env;
  return new Promise((done) => {
    const child = spawn(file, args, { stdio: "inherit", env });
    signals.child = child;
    child.on("error", ({ code }) => child.pid === undefined && done({ failure: code }));
    child.on("exit", (code, signal) => done({ code, signal }));
  }).finally(() => {
    signals.child = null;
  });
}

/** Says on standard error that the window is about to end, and that it has. The command is never ended for it. */
function warnOfWindowEnd(change, { windowEnd, skewMs }) {
  if (!windowEnd) return () => {};
  const leftMs = Date.parse(windowEnd) - Date.now() - skewMs;
  const soonMs = 5 * 60_000;
  const warnings = [
    [leftMs - soonMs, `The window of ${change} ends at ${windowEnd}.`],
    [leftMs, `The window of ${change} has ended. The command goes on; the record will say when it ended.`],
  ];
  const timers = warnings
    .filter(([ms]) => ms < 2 ** 31)
    .map(([ms, sentence]) => setTimeout(() => say(sentence), Math.max(0, ms)));
  return () => timers.forEach(clearTimeout);
}

// The result

/**
 * The exit code for an end of the command.
 * @param {{ code?: number | null, signal?: string | null, failure?: string }} end
 */
export function exitCodeOf({ code, signal, failure }) {
  if (failure) return failure === "ENOENT" ? exitCodes.notFound : exitCodes.notExecutable;
  return signal ? 128 + (constants.signals[signal] ?? 0) : code;
}

/**
 * Which step says how the command ended, and the bodies to send: the second where the first is refused for its words.
 * @param {{ code: number | null, signal: string | null, interruptedBy?: string | null, endedAt: string, seconds: number }} end
 * @returns {{ step: string, bodies: { actual?: string, reason?: string, endedAt?: string }[] }}
 */
export function resultOf(call, type, end) {
  const { code, signal, interruptedBy, endedAt, seconds } = end;
  const name = basename(call.command[0]);
  const whole = call.withArguments ? call.command.join(" ").slice(0, 4000) : name;
  const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
  const when = `at ${endedAt.replace(/\.\d+Z$/, "Z")} after ${seconds} s`;
  const text = (command, more) => [more, `${command} ${how} ${when}.`, call.link].filter(Boolean).join("\n");
  if (code === 0 && !interruptedBy) {
    const bodies = [{ actual: text(whole, call.finish), endedAt }, { actual: text(name) }];
    return { step: type === "standard" ? "log" : "finish", bodies };
  }
  const interrupted = interruptedBy && `Interrupted by ${interruptedBy}.`;
  return { step: "fail", bodies: [{ reason: text(whole, interrupted) }, { reason: text(name, interrupted) }] };
}

/** Sends a result; where its words are refused, the plain ones. */
async function sendResult(connection, { change, step, bodies, run }, more) {
  const [body, plain] = bodies;
  const key = `${run}-${step}`;
  const result = (words, suffix) => ({ change, step, body: words, run, ...more, key: `${key}${suffix}` });
  try {
    return await takeStep(connection, result(body, ""));
  } catch (error) {
    const isAboutWords = error.status === 422 || error.problem?.need === "ended_in_past";
    if (!(error instanceof Refusal && isAboutWords)) throw error;
    say(`The record gets the plain result: ${sentenceOf(error)}`);
    return takeStep(connection, result(plain, "-plain"));
  }
}

/** Records a result, retrying for a bounded time; where that fails, it lies in a file. */
async function recordResult(connection, call, result, signals) {
  let file = null;
  const store = (why) => {
    if (!file) say(`${why} Trying again.`);
    file ??= storeResult({ url: connection.base, ...result });
  };
  // Who interrupts has little patience.
  const patienceMs = signals.received ? Math.min(call.retryMs, 5000) : call.retryMs;
  try {
    const { status } = await sendResult(connection, result, { patienceMs, stop: signals.stop, onTrouble: store });
    if (file) rmSync(file, { force: true });
    return { outcome: "recorded", status };
  } catch (error) {
    file ??= storeResult({ url: connection.base, ...result });
    say(`The result of ${result.change} is not recorded. ${sentenceOf(error)}`);
    say(`Send it later: ${sendCommand(file)}`);
    return { outcome: "unrecorded", sentence: error.message, file };
  }
}

/** The file holds no secret: the key is of the token that sends it. */
function storeResult(result) {
  const name = `windlass-${result.change}-${result.step}-${result.run.slice(0, 8)}.json`;
  const text = `${JSON.stringify(result, null, 2)}\n`;
  for (const folder of [process.cwd(), tmpdir()]) {
    try {
      const file = join(folder, name);
      writeFileSync(file, text, { mode: 0o600 });
      return file;
    } catch {}
  }
  say(`It could not be written to a file either: ${text}`);
  return name;
}

const sendCommand = (file) => `windlass send '${file.replaceAll("'", "'\\''")}'`;

// Commands

const say = (sentence) => process.stderr.write(`windlass: ${sentence}\n`);

function sentenceOf({ message, problem = {} }) {
  const { clause, whoCan, fields = {} } = problem;
  return [
    message,
    ...(clause ? [`(${clause})`] : []),
    ...(whoCan?.length ? [`Who can: ${whoCan.join(", ")}.`] : []),
    ...Object.entries(fields).map(([field, sentence]) => `${field}: ${sentence}`),
  ].join(" ");
}

async function runChange(connection, call, signals) {
  const run = randomUUID();
  const isNew = call.name === "standard";
  const change = isNew ? await draftStandard(connection, call, run) : call.target;
  try {
    const { type, page } = await send(connection, { path: `/changes/${change}`, stop: signals.stop });
    const clearance = await startWhenCleared(connection, call, change, { run, signals });
    return { change, page, ...(await carryOut(connection, call, { change, type, page, run, clearance }, signals)) };
  } catch (error) {
    if (isNew && error instanceof Refusal) await cancelDraft(connection, change, run, error);
    throw Object.assign(error, { change });
  }
}

async function carryOut(connection, call, { change, type, page, run, clearance }, signals) {
  if (signals.received) return callOff(connection, { change, run, why: `interrupted by ${signals.received}` }, signals);
  say(`${change} is started: ${page}`);
  const began = performance.now();
  const silence = warnOfWindowEnd(change, clearance);
  const end = await runCommand(call.command, signals);
  silence();
  signals.renew();
  const commandCode = exitCodeOf(end);
  if (end.failure) {
    const called = await callOff(
      connection,
      { change, run, why: `the command did not begin: ${end.failure}` },
      signals,
    );
    return { ...called, exitCode: commandCode };
  }
  const endedAt = new Date(Date.now() + clearance.skewMs).toISOString();
  const seconds = Math.round((performance.now() - began) / 1000);
  const whole = { ...end, interruptedBy: signals.received, endedAt, seconds };
  const result = { change, run, ...resultOf(call, type, whole) };
  const recorded = await recordResult(connection, call, result, signals);
  const exitCode = recorded.outcome === "recorded" ? commandCode : exitCodes.unrecorded;
  return { step: result.step, ...recorded, commandCode, exitCode };
}

/** It was started, and then nothing ran. */
async function callOff(connection, { change, run, why }, signals) {
  say(`Nothing ran: ${why}.`);
  signals.renew();
  const result = { change, run, step: "call_off", bodies: [{ reason: `Nothing ran: ${why}.` }] };
  const called = await recordResult(connection, { retryMs: beforeMs }, result, signals);
  return { step: "call_off", ...called, exitCode: exitCodeOf({ signal: signals.received }) };
}

/** Sends what a file holds, and removes it. */
async function sendStored(connection, { file }, signals) {
  const { url, ...result } = readStored(file);
  if (url !== connection.base) throw new CallError(`That result is for ${url}.`);
  const { status } = await sendResult(connection, result, { patienceMs: beforeMs, stop: signals.stop });
  rmSync(file, { force: true });
  say(`${result.change} is recorded: ${status}.`);
  return { outcome: "recorded", change: result.change, step: result.step, status, exitCode: 0 };
}

function readStored(file) {
  try {
    const result = JSON.parse(readFileSync(file, "utf8"));
    if (/^CHG-\d+$/.test(result.change) && /^\w+$/.test(result.step) && Array.isArray(result.bodies)) return result;
  } catch {}
  throw new CallError(`${file} holds no result.`);
}

/** Why nothing ran, as the outcome of the call. */
function outcomeOf(error, call, signals) {
  const { change, message: sentence, problem = {} } = error;
  const { clause, type } = problem;
  const isBefore = call?.name !== "send";
  if (signals?.received)
    return { outcome: "interrupted", change, sentence, exitCode: exitCodeOf({ signal: signals.received }) };
  if (error instanceof CallError) return { outcome: "usage", change, sentence, exitCode: exitCodes.usage };
  if (error instanceof Unavailable)
    return { outcome: "unavailable", change, sentence, exitCode: exitCodes[isBefore ? "unavailable" : "unrecorded"] };
  if (!(error instanceof Refusal)) throw error;
  const exitCode = exitCodes[isBefore ? "denied" : "unrecorded"];
  return { outcome: "denied", change, sentence, ...(clause && { clause, policy: type }), exitCode };
}

/** Performs a call and returns its exit code. */
export async function runClient(argv, env = process.env) {
  let call;
  let signals;
  let outcome;
  try {
    call = parseCall(argv);
    if (call.name === "help") return console.log(usage) ?? 0;
    const connection = connectionFrom(env);
    signals = watchSignals();
    outcome = await (call.name === "send" ? sendStored : runChange)(connection, call, signals);
  } catch (error) {
    outcome = outcomeOf(error, call, signals);
    explain(outcome, error, env);
  }
  if (call?.json || (!call && argv.includes("--json"))) console.log(JSON.stringify(outcome));
  return outcome.exitCode;
}

function explain({ outcome, change, clause, policy }, error, env) {
  say(sentenceOf(error));
  if (clause) say(`The policy: ${policy ?? `${connectionFrom(env).base}/policy#${clause}`}`);
  if (change) say(`The change: ${connectionFrom(env).base}/changes/${change}`);
  if (outcome === "unavailable" && change) say("See there whether it is started, and call it off if so.");
  if (outcome === "usage") say("windlass --help says how it is called.");
}

/** Whether this file is the program, under whatever name it was linked. */
const isProgram = () => process.argv[1] && realpathSync(resolve(process.argv[1])) === fileURLToPath(import.meta.url);

if (isProgram()) process.exit(await runClient(process.argv.slice(2)));
