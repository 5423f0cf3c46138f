import { describe, expect, it } from "vitest";
import {
  CallError,
  connectionFrom,
  durationMs,
  exitCodeOf,
  exitCodes,
  parseCall,
  resultOf,
  usage,
} from "./windlass-client.mjs";

describe("a call", () => {
  it("is parsed up to --, and what follows is the command, untouched", () => {
    const words = ["run", "CHG-12", "--system", "dns", "--system", "web", "--wait", "30m", "--json"];
    expect(parseCall([...words, "--", "terraform", "--help", "--", "x=1"])).toMatchObject({
      ...{ name: "run", target: "CHG-12", systems: ["dns", "web"], waitMs: 1_800_000, retryMs: 600_000, json: true },
      ...{ withArguments: false, command: ["terraform", "--help", "--", "x=1"] },
    });
    expect(parseCall(["standard", "Add a check", "name=a=b", "note=", "--why", "Asked.", "--", "true"])).toMatchObject({
      ...{ name: "standard", target: "Add a check", fields: { name: "a=b", note: "" }, why: "Asked." },
    });
    expect(parseCall(["send", "result.json"])).toEqual({ name: "send", file: "result.json" });
    for (const help of [["--help"], ["run", "--help"], ["help"]]) expect(parseCall(help)).toEqual({ name: "help" });
  });

  it("that is not understood is refused with a sentence", () => {
    const calls = [
      [],
      ["walk"],
      ["run"],
      ["run", "1234", "--", "true"],
      ["run", "CHG-1"],
      ["run", "CHG-1", "--"],
      ["run", "CHG-1", "true"],
      ["run", "CHG-1", "true", "--", "true"],
      ["run", "CHG-1", "--token", "x", "--", "true"],
      ["run", "CHG-1", "--wait", "soon", "--", "true"],
      ["run", "CHG-1", "--link", "javascript:x", "--", "true"],
      ["standard", "3", "--", "true"],
      ["standard", "3", "=x", "--why", "Asked.", "--", "true"],
      ["send"],
      ["toString", "x"],
    ];
    for (const call of calls) expect(() => parseCall(call), call.join(" ")).toThrow(CallError);
  });

  it("names times with a unit, of at most a day", () => {
    expect(["0s", "90s", "30m", "24h"].map(durationMs)).toEqual([0, 90_000, 1_800_000, 86_400_000]);
    for (const text of ["", "5", "25h", "-1s", "1d", "99999m", "1e3s"])
      expect(() => durationMs(text)).toThrow(CallError);
  });
});

describe("the environment", () => {
  const token = `wls_${"a".repeat(49)}`;

  it("says where Windlass is and with which token", () => {
    const env = { WINDLASS_URL: "https://windlass.example.com/", WINDLASS_TOKEN: ` ${token}\n` };
    expect(connectionFrom(env)).toEqual({ base: "https://windlass.example.com", token });
    expect(connectionFrom({ ...env, WINDLASS_URL: "http://localhost:3000" }).base).toBe("http://localhost:3000");
  });

  it("sends no token in the clear, and repeats none in an error", () => {
    for (const env of [
      { WINDLASS_TOKEN: token },
      { WINDLASS_TOKEN: token, WINDLASS_URL: "windlass" },
      { WINDLASS_TOKEN: token, WINDLASS_URL: "http://windlass.example.com" },
      { WINDLASS_URL: "https://windlass.example.com" },
      { WINDLASS_URL: "https://windlass.example.com", WINDLASS_TOKEN: "hunter2" },
      { WINDLASS_URL: "https://windlass.example.com", WINDLASS_TOKEN_FILE: "/no/such/hunter2" },
    ])
      expect(() => connectionFrom(env)).toThrow(/^(?!.*(?:hunter2|aaaa))/s);
  });
});

describe("an end of the command", () => {
  const call = { command: ["/opt/terraform", "apply", "secret"], withArguments: false, finish: "Applied." };
  const end = { code: 0, signal: null, endedAt: "2026-01-02T03:04:05.678Z", seconds: 7 };

  it("has an exit code", () => {
    expect(exitCodeOf({ code: 3, signal: null })).toBe(3);
    expect(exitCodeOf({ code: null, signal: "SIGTERM" })).toBe(143);
    expect(exitCodeOf({ failure: "ENOENT" })).toBe(exitCodes.notFound);
    expect(exitCodeOf({ failure: "EACCES" })).toBe(exitCodes.notExecutable);
    for (const code of Object.values(exitCodes)) expect(usage).toMatch(new RegExp(`^  ${code} `, "m"));
  });

  it("finishes a normal change and logs a standard one, by the command's name alone", () => {
    const words = "terraform ended with exit code 0 at 2026-01-02T03:04:05Z after 7 s.";
    const bodies = [{ actual: `Applied.\n${words}`, endedAt: end.endedAt }, { actual: words }];
    expect(resultOf(call, "normal", end)).toEqual({ step: "finish", bodies });
    expect(resultOf(call, "standard", end)).toEqual({ step: "log", bodies });
  });

  it("fails it for another exit code, a signal, or where it was interrupted", () => {
    const reasonOf = (more: object) => resultOf(call, "normal", { ...end, ...more });
    expect(reasonOf({ code: 1 }).step).toBe("fail");
    expect(reasonOf({ code: null, signal: "SIGKILL" }).bodies[0]?.reason).toContain("was ended by SIGKILL");
    expect(reasonOf({ interruptedBy: "SIGTERM" })).toMatchObject({
      step: "fail",
      bodies: [{ reason: expect.stringMatching(/^Interrupted by SIGTERM\.\n/) }, {}],
    });
  });
});
