import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { register } from "prom-client";
import { describe, expect, it } from "vitest";
import { installationMetricsText } from "@/db/monitoring/installation-metrics";
import { countRefusal, countSignIn, countStep, observeRequest, startCounting } from "@/db/monitoring/process-metrics";
import { exampleGauges } from "@/testing/examples/gauges";

// Prometheus' own checker; `npm test` finds or fetches it (bin/promtool.mjs), and says where it could not.
const promtool = process.env.PROMTOOL ?? "";

describe.skipIf(promtool === "")("promtool", () => {
  it("finds nothing to say against the metrics", async () => {
    startCounting();
    observeRequest({ route: "/", method: "GET", status: "2xx" }, 0.02);
    countStep("change", "draft");
    countRefusal("approve", "Normal Changes: Approved");
    countSignIn("ok");
    const build = { version: "0.1.0", commit: "c0ffee", node: "20.9.0", migration: "0014" };
    const text = `${await register.metrics()}\n${await installationMetricsText(exampleGauges, build, 0.01)}`;
    expect(text).toContain('windlass_steps_total{record="change",step="draft"} 1');
    expect(run(["check", "metrics"], text)).toEqual({ status: 0, output: "" });
    // It says so where there is something.
    expect(run(["check", "metrics"], "# TYPE windlass_lag gauge\nwindlass_lag_total 1\n").status).not.toBe(0);
  });

  it("finds the rules in order", () => expect(run(["check", "rules", "windlass.rules.yml"]).status).toBe(0));

  it("can read what the dashboard asks", () => {
    const dashboard = JSON.parse(readFileSync(new URL("windlass-dashboard.json", import.meta.url), "utf8"));
    const expressions: string[] = dashboard.panels.flatMap(({ targets = [] }: Panel) =>
      targets.map(({ expr }) => expr),
    );
    expect(expressions.length).toBeGreaterThan(20);
    const rules = expressions.map((expr, index) => ({
      record: `windlass:panel_${index}`,
      expr: withoutVariables(expr),
    }));
    const file = join(mkdtempSync(join(tmpdir(), "windlass-dashboard-")), "rules.yml");
    // JSON is YAML.
    writeFileSync(file, JSON.stringify({ groups: [{ name: "dashboard", rules }] }));
    expect(run(["check", "rules", file])).toMatchObject({ status: 0 });
  });

  it("sees each alert come when it should", () => {
    const { status, output } = run(["test", "rules", "windlass.rules.test.yml"]);
    expect(output).not.toContain("FAILED");
    expect(status).toBe(0);
  });
});

type Panel = { readonly targets?: readonly { readonly expr: string }[] };

/** As Grafana sends it. */
const withoutVariables = (expression: string): string =>
  expression.replaceAll("$__rate_interval", "2m").replaceAll("$job", "windlass");

function run(words: readonly string[], input = "") {
  const cwd = dirname(fileURLToPath(import.meta.url));
  const { status, stdout, stderr } = spawnSync(promtool, words, { cwd, input, encoding: "utf8" });
  return { status, output: stdout + stderr };
}
