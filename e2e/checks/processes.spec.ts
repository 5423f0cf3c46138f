import { clusterUrls, readCluster } from "../../db/embedded-cluster";
import { startedBy } from "../processes";
import { expect, test } from "../test";

test.skip(process.platform !== "linux", "Processes are looked up in /proc.");

test("each connection string is held by the one process that needs it", async ({ product }) => {
  const cluster = await readCluster(product.folder);
  if (!cluster) throw new Error("The product has no database.");
  const urls = clusterUrls(cluster);
  const started = startedBy(product.pid);
  const web = started.find(({ command }) => command.includes("next"));
  expect(web?.environment).toContain(urls.app);
  expect(started.some(({ command }) => command.includes("sign-in-process"))).toBe(true);
  for (const { environment } of started)
    for (const role of ["owner", "signin", "worker"] as const)
      expect(environment).not.toContain(cluster.passwords[role]);
});
