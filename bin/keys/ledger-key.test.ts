import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, it, vi } from "vitest";

const folder = join(mkdtempSync(join(tmpdir(), "windlass-ledger-")), "data");
let ledgerSigner: typeof import("./ledger-key").ledgerSigner;

beforeAll(async () => {
  vi.stubEnv("WINDLASS_DATA_FOLDER", folder);
  ({ ledgerSigner } = await import("./ledger-key"));
});

it("is made once, readable by its owner alone", async () => {
  const first = await ledgerSigner(null);
  const file = join(folder, "ledger-key.pem");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, "utf8")).toContain("PRIVATE KEY");
  expect((await ledgerSigner(null)).name).toBe(first.name);
});

it("is the one that was given", async () => {
  const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  expect((await ledgerSigner(pem)).name).toBe((await ledgerSigner(pem)).name);
  expect((await ledgerSigner(pem)).name).not.toBe((await ledgerSigner(null)).name);
});

it("of another kind, or no key at all, ends with a sentence that tells nothing of it", async () => {
  const other = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  for (const given of ["s3cret", other.export({ type: "pkcs8", format: "pem" }).toString()])
    await expect(ledgerSigner(given)).rejects.toThrow(/^LEDGER_KEY is not an ed25519 private key in PEM \(PKCS8\)\.$/);
  writeFileSync(join(folder, "ledger-key.pem"), "half");
  await expect(ledgerSigner(null)).rejects.toThrow(/ledger-key\.pem is not an ed25519/);
});
