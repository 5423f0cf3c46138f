import { readFileSync } from "node:fs";
import { register } from "prom-client";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { startCounting } from "@/db/monitoring/process-metrics";
import { installationMetrics, processMetrics } from "@/lib/monitoring/metrics";

// What the alert rules and the dashboard ask for is there, by its name and its labels.

const read = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");

startCounting();

/** The labels of each series that a server gives, and those that Prometheus adds. */
const known = new Map<string, readonly string[]>([["up", []]]);
for (const [name, definition] of Object.entries({ ...processMetrics, ...installationMetrics })) {
  const labels = "labels" in definition ? definition.labels : [];
  if (definition.type !== "histogram") known.set(name, labels);
  else
    for (const [suffix, more] of [
      ["bucket", ["le"]],
      ["sum", []],
      ["count", []],
    ] as const)
      known.set(`${name}_${suffix}`, [...labels, ...more]);
}
for (const { name } of await register.getMetricsAsJSON()) if (!name.startsWith("windlass_")) known.set(name, []);
const addedLabels = ["job", "instance"];

const seriesPattern = /\b(up|(?:windlass|nodejs|process)_\w+)\b(?:\{([^}]*)\})?/g;

function strangeIn(expression: string): readonly string[] {
  return [...expression.matchAll(seriesPattern)].flatMap(([, name = "", selectors = ""]) => {
    const labels = known.get(name);
    if (!labels) return [name];
    const used = [...selectors.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = ""]) => label);
    return used.filter((label) => ![...labels, ...addedLabels].includes(label)).map((label) => `${name}{${label}}`);
  });
}

it("tells what is strange", () => {
  expect(strangeIn('sum(rate(windlass_steps_total{clause="x", job="windlass"}[5m])) > windlass_lag')).toEqual([
    "windlass_steps_total{clause}",
    "windlass_lag",
  ]);
});

describe("alert rules", () => {
  const rules = read("windlass.rules.yml");
  const expressions = [...rules.matchAll(/^ +expr: (?:\|\n((?: {10}.*\n)+)|([^|\n]+))/gm)].map(
    ([, block, line]) => block ?? line ?? "",
  );

  it("ask for what there is", () => {
    const alerts = [...rules.matchAll(/- alert: (\w+)/g)].map(([, name]) => name);
    expect(expressions).toHaveLength(alerts.length);
    expect(expressions.filter((each) => each.match(seriesPattern) === null)).toEqual([]);
    expect(expressions.flatMap(strangeIn)).toEqual([]);
  });

  it("are all tried", () => {
    const tests = read("windlass.rules.test.yml");
    const alerts = [...rules.matchAll(/- alert: (\w+)/g)].map(([, name]) => name);
    const fired = [...tests.matchAll(/alertname: (\w+)\n +exp_alerts:/g)].map(([, name]) => name);
    expect(alerts.filter((name) => !fired.includes(name))).toEqual([]);
    expect(
      [...tests.matchAll(/series: '(\w+)/g)].map(([, name = ""]) => name).filter((name) => !known.has(name)),
    ).toEqual([]);
  });
});

describe("the dashboard", () => {
  const target = z.object({ expr: z.string().min(1), refId: z.string() });
  const panel = z.object({ id: z.int(), title: z.string(), type: z.string(), targets: z.array(target).optional() });
  const dashboard = z
    .object({ title: z.literal("Windlass"), schemaVersion: z.int(), panels: z.array(panel) })
    .parse(JSON.parse(read("windlass-dashboard.json")));
  const expressions = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

  it("asks for what there is", () => {
    expect(expressions.length).toBeGreaterThan(20);
    expect(expressions.flatMap(strangeIn)).toEqual([]);
  });

  it("shows every metric of ours, or a rule watches it", () => {
    const shown = [...expressions, read("windlass.rules.yml")].join("\n");
    // That a channel is not configured is no trouble.
    const names = Object.keys({ ...processMetrics, ...installationMetrics }).filter(
      (name) => name !== "windlass_channel_configured",
    );
    expect(names.filter((name) => !shown.includes(name))).toEqual([]);
  });

  it("has panels of their own number", () => {
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
