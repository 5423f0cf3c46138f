import { expect, test } from "@playwright/test";
import { Container } from "./container";
import { DebianRoot } from "./root";

// The Dockerfile's own steps in a bare Debian: no container engine is needed.

const obstacle = DebianRoot.obstacle();
test.skip(obstacle !== null, obstacle ?? "");
test.describe.configure({ mode: "serial", retries: 0 });
test.setTimeout(1_800_000);

let container: Container;

test.beforeAll(() => {
  test.setTimeout(1_800_000);
  container = Container.build(DebianRoot.prepare());
});
test.afterAll(() => container?.unmount());

test("the image is read-only for its user, and has no shell", () => {
  const ids = container.execute(["node", "-e", "console.log(process.getuid(), process.getgid())"]);
  expect(ids).toEqual({ status: 0, text: "10001 10001\n" });
  for (const path of ["/opt/windlass/odd", "/etc/odd", "/odd"]) expect(writeAt(path)).toMatch(/EROFS|EACCES/);
  for (const path of ["/tmp/odd", ...container.volumes.map((folder) => `${folder}/odd`)])
    expect(writeAt(path)).toBe("written");
  expect(container.execute(["sh", "-c", "true"]).status).toBe(127);
  expect(container.run(["version"], {}).text).toMatch(/^Windlass \d/);
});

const writeAt = (path: string): string => {
  const code = `try { require("fs").writeFileSync(${JSON.stringify(path)}, ""); console.log("written") } catch (error) { console.log(error.code) }`;
  return container.execute(["node", "-e", code]).text.trim();
};
