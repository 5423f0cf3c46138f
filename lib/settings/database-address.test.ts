import { describe, expect, it } from "vitest";
import { formatDatabaseAddress, parseDatabaseAddress } from "./database-address";
import { connectProblem } from "./database-problems";

describe("an address of a database", () => {
  it.each([
    "postgres://windlass_app:p%40ss%20word%3A@db:5432/windlass?sslmode=require",
    "postgresql://u@one:1,two:2/x?target_session_attrs=primary",
    "postgres://db/windlass",
    "postgres:///windlass",
    "postgres://u:p@[::1]:5432/windlass",
  ])("%s is the same after it was taken apart", (url) => {
    const address = parseDatabaseAddress(url);
    expect(address && formatDatabaseAddress(address)).toBe(url);
  });

  it.each(["", "mysql://db/x", "db:5432", "postgres://a:%@db/x", "postgres://a:b/c@db/x"])("%s is none", (url) => {
    expect(parseDatabaseAddress(url)).toBeNull();
  });
});

describe("what is wrong with an address", () => {
  const url = "postgres://windlass_app:hidden@db:5432/windlass";
  it.each(["ENOTFOUND", "ECONNREFUSED", "CONNECT_TIMEOUT", "28P01", "28000", "3D000", "42501", "53300", "57P03"])(
    "%s has words of its own, with its variable and without its password",
    (code) => {
      const sentence = connectProblem("WORKER_DATABASE_URL", url, { code, message: "no reason" });
      expect(sentence).toMatch(/^WORKER_DATABASE_URL: .*(db:5432|windlass)/);
      expect(sentence).not.toMatch(/hidden|cannot be used/);
    },
  );

  it("a certificate that is not trusted says how it becomes trusted", () => {
    for (const code of [
      "SELF_SIGNED_CERT_IN_CHAIN",
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    ])
      expect(connectProblem("DATABASE_URL", url, { code, message: "" })).toContain("NODE_EXTRA_CA_CERTS");
  });
});
