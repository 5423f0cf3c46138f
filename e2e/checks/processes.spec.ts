import { spawn } from "node:child_process";
import { once } from "node:events";
import { clusterUrls, readCluster } from "../../db/embedded/cluster";
import { descendantsOf, isRunning } from "../processes";
import { Product } from "../product";
import { expect, test } from "../test";

test.skip(process.platform !== "linux", "Processes are looked up in /proc.");

test("each connection string is held by the one process that needs it", async ({ product }) => {
  const cluster = await readCluster(product.folder);
  if (!cluster) throw new Error("The product has no database.");
  const urls = clusterUrls(cluster);
  const started = descendantsOf(product.pid);
  const web = started.find(({ command }) => command.includes("next"));
  expect(web?.environment).toContain(urls.app);
  expect(started.some(({ command }) => command.includes("bin/sign-in/process"))).toBe(true);
  for (const { environment } of started)
    for (const role of ["owner", "signin", "worker"] as const)
      expect(environment).not.toContain(cluster.passwords[role]);
});

test("whatever the product started ends when it is killed", async () => {
  test.slow();
  const product = await Product.start();
  const started = descendantsOf(product.pid);
  expect(started.length).toBeGreaterThan(3);
  await product.end("SIGKILL");
  await expect.poll(() => started.filter(({ pid }) => isRunning(pid)), { timeout: 60_000 }).toEqual([]);
  await product.remove();
});

test("npm run worker ends with its npm, however that ends", async ({ product }) => {
  test.slow();
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    const npm = spawn("npm", ["run", "worker"], { env: product.env, stdio: ["ignore", "pipe", "inherit"] });
    const output = await waitFor(npm.stdout, "worker is running");
    expect(output).toContain("worker is running");
    const started = descendantsOf(npm.pid ?? 0);
    const ended = once(npm, "exit");
    npm.kill(signal);
    await ended;
    await expect.poll(() => started.filter(({ pid }) => isRunning(pid)), { timeout: 60_000 }).toEqual([]);
  }
});

async function waitFor(stream: NodeJS.ReadableStream, words: string): Promise<string> {
  let output = "";
  for await (const piece of stream) {
    output += String(piece);
    if (output.includes(words)) return output;
  }
  return output;
}
