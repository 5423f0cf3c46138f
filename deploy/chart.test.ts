import { readdirSync, readFileSync } from "node:fs";
import { validate as deployment } from "kubernetes-models/_schemas/IoK8sApiAppsV1Deployment";
import { validate as job } from "kubernetes-models/_schemas/IoK8sApiBatchV1Job";
import { validate as service } from "kubernetes-models/_schemas/IoK8sApiCoreV1Service";
import { validate as ingress } from "kubernetes-models/_schemas/IoK8sApiNetworkingV1Ingress";
import { validate as networkPolicy } from "kubernetes-models/_schemas/IoK8sApiNetworkingV1NetworkPolicy";
import { validate as podDisruptionBudget } from "kubernetes-models/_schemas/IoK8sApiPolicyV1PodDisruptionBudget";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { healthPaths, knownVariables, secretVariables } from "./known-names";
import { chartValues, renderChart } from "./render-chart";

const appUrl = "https://changes.example.org";

const meta = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()) }),
});
const container = z.object({
  image: z.string(),
  args: z.array(z.string()),
  env: z.array(z.object({ name: z.string(), value: z.string() })),
  securityContext: z.unknown(),
  resources: z.object({ requests: z.object({}), limits: z.object({}) }),
  livenessProbe: z.object({ httpGet: z.object({ path: z.string() }) }).optional(),
  readinessProbe: z.object({ httpGet: z.object({ path: z.string() }) }).optional(),
});
const workload = meta.extend({
  spec: z.object({
    replicas: z.number().optional(),
    template: z.object({
      metadata: z.object({ labels: z.record(z.string(), z.string()) }),
      spec: z.object({
        automountServiceAccountToken: z.literal(false),
        securityContext: z.unknown(),
        containers: z.array(container).length(1),
        volumes: z.array(z.looseObject({ name: z.string() })),
      }),
    }),
  }),
});

const render = (more: Record<string, unknown> = {}) =>
  renderChart({ ...chartValues(), appUrl, ...more }).map((object) => z.looseObject(meta.shape).parse(object));
const workloadsOf = (objects: ReturnType<typeof render>) =>
  objects.filter(({ kind }) => ["Deployment", "Job"].includes(kind)).map((object) => workload.parse(object));

/** Kubernetes' own schemas of what the chart makes. */
const schemas: Readonly<Record<string, Validate>> = {
  "apps/v1 Deployment": deployment,
  "batch/v1 Job": job,
  "networking.k8s.io/v1 Ingress": ingress,
  "networking.k8s.io/v1 NetworkPolicy": networkPolicy,
  "policy/v1 PodDisruptionBudget": podDisruptionBudget,
  "v1 Service": service,
};
type Validate = { (data: unknown): boolean; errors?: readonly unknown[] | null };

function schemaErrors(object: { apiVersion: string; kind: string }): readonly unknown[] {
  const validate = schemas[`${object.apiVersion} ${object.kind}`];
  if (!validate) return [`There is no schema of ${object.apiVersion} ${object.kind}.`];
  return validate(object) ? [] : (validate.errors ?? []);
}

describe("the chart", () => {
  const whole = render({ ingress: { ...Object(chartValues().ingress), enabled: true } });

  it("renders two deployments, a job, and what stands around them", () => {
    expect(whole.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
      "Deployment windlass-web",
      "Deployment windlass-worker",
      "Ingress windlass",
      "Job windlass-migrate",
      "NetworkPolicy windlass-all",
      "NetworkPolicy windlass-web",
      "NetworkPolicy windlass-worker",
      "PodDisruptionBudget windlass-web",
      "Service windlass",
    ]);
    expect(render().map(({ kind }) => kind)).not.toContain("Ingress");
  });

  it("keeps to Kubernetes' schemas", () => {
    for (const object of whole) expect(schemaErrors(object)).toEqual([]);
    const [deployed] = whole.filter(({ kind }) => kind === "Deployment");
    expect(schemaErrors({ ...workload.parse(deployed), spec: { replicas: "two" } } as never).length).toBeGreaterThan(1);
  });

  it("names fields that Kubernetes has: its schemas let strange ones pass", () => {
    const known = fieldNames();
    expect(known.size).toBeGreaterThan(500);
    expect(whole.flatMap((object) => fieldsIn(object)).filter((name) => !known.has(name))).toEqual([]);
    expect(fieldsIn({ spec: [{ replica: 1, labels: { any: "thing" } }] }).filter((name) => !known.has(name))).toEqual([
      "replica",
    ]);
  });

  it("keeps to the restricted standard of Pod Security", () => {
    for (const { spec } of workloadsOf(whole)) {
      const { securityContext, containers } = spec.template.spec;
      expect(securityContext).toMatchObject({
        runAsNonRoot: true,
        runAsUser: 10001,
        seccompProfile: { type: "RuntimeDefault" },
      });
      expect(containers[0]?.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
    }
  });

  it("names variables there are, and takes each secret from a file of a Secret that exists", () => {
    for (const { spec } of workloadsOf(whole)) {
      const names = spec.template.spec.containers[0]?.env.map(({ name }) => name) ?? [];
      expect(names.filter((name) => !knownVariables.has(name))).toEqual([]);
      expect(names.filter((name) => secretVariables.includes(name))).toEqual([]);
      expect(names.filter((name) => name.endsWith("_FILE")).length).toBeGreaterThan(0);
    }
    expect(whole.map(({ kind }) => kind)).not.toContain("Secret");
  });

  it("gives each process only its own secrets", () => {
    const filesOf = Object.fromEntries(
      workloadsOf(whole).map(({ spec }) => {
        const [{ args, env }] = spec.template.spec.containers as [z.infer<typeof container>];
        return [args[0], env.map(({ name }) => name).filter((name) => name.endsWith("_FILE"))];
      }),
    );
    expect(filesOf).toEqual({
      migrate: ["DATABASE_URL_FILE"],
      web: [
        "DATABASE_URL_FILE",
        "SIGNIN_DATABASE_URL_FILE",
        "AUTH_SECRET_FILE",
        "GATE_KEY_FILE",
        "OIDC_CLIENT_SECRET_FILE",
      ],
      worker: ["DATABASE_URL_FILE", "LEDGER_KEY_FILE"],
    });
  });

  it("asks addresses that there are for health", () => {
    const probes = workloadsOf(whole).flatMap(({ spec }) => spec.template.spec.containers);
    const asked = probes.flatMap(({ livenessProbe, readinessProbe }) => [livenessProbe, readinessProbe]);
    expect(asked.flatMap((probe) => (probe ? [probe.httpGet.path] : []))).toEqual(healthPaths);
  });

  it("selects the pods that it makes", () => {
    const pods = workloadsOf(whole).map(({ spec }) => spec.template.metadata.labels);
    const selectors = whole.flatMap(({ spec }) => selectorsIn(spec));
    expect(selectors.length).toBeGreaterThan(6);
    for (const selector of selectors)
      expect(pods.some((labels) => Object.entries(selector).every(([name, value]) => labels[name] === value))).toBe(
        true,
      );
  });

  it("says what is missing", () => {
    expect(() => renderChart(chartValues())).toThrow("appUrl is missing");
  });
});

const selector = z.record(z.string(), z.string());
const selecting = z.object({
  selector: z.union([z.object({ matchLabels: selector }), selector]).optional(),
  podSelector: z.object({ matchLabels: selector }).optional(),
});

function selectorsIn(spec: unknown): Record<string, string>[] {
  const { selector: own, podSelector } = selecting.parse(spec ?? {});
  return [own, podSelector].flatMap((each) =>
    each ? [selector.parse("matchLabels" in each ? each.matchLabels : each)] : [],
  );
}

/** The names of fields of Kubernetes' objects, out of their types. */
function fieldNames(): Set<string> {
  const packages = ["kubernetes-models", "@kubernetes-models/apimachinery"].map((name) => `node_modules/${name}`);
  const files = packages.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".d.ts"))
      .map((file) => readFileSync(`${folder}/${file}`, "utf8")),
  );
  return new Set(files.flatMap((text) => [...text.matchAll(/^\s*"(\w+)"\??:/gm)].map(([, name = ""]) => name)));
}

const maps = ["annotations", "labels", "limits", "matchLabels", "requests", "selector"];

/** The names of all fields in an object; the keys of maps are not among them. */
function fieldsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(fieldsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...(maps.includes(name) ? [] : fieldsIn(inner))]);
}
