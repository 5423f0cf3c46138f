import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newCluster, readCluster, writeCluster } from "./cluster";

it("an installation of an earlier build opens, and its description keeps its keys", async () => {
  const folder = await mkdtemp(join(tmpdir(), "windlass-cluster-"));
  const { dataFolder, ...rest } = newCluster("postgres");
  await writeFile(join(folder, "cluster.json"), JSON.stringify({ ...rest, place: dataFolder }));
  const cluster = await readCluster(folder);
  expect(cluster).toEqual({ ...rest, dataFolder: "postgres" });
  if (cluster) await writeCluster(folder, cluster);
  expect(JSON.parse(await readFile(join(folder, "cluster.json"), "utf8"))).toEqual({ ...rest, place: "postgres" });
});
