import { expect, it } from "vitest";
import { serveSignIns } from "./server";

const endedTokens: string[] = [];
const nothing = { overage: false, isDeactivated: false, found: null };
const handlers = {
  signIn: async (token: string, access?: string) => ({ ...nothing, token: `session of ${token} by ${access}` }),
  signOut: async (token: string) => endedTokens.push(token) > 0,
};
const port = await serveSignIns(handlers, "the secret");
const ask = (path: string, body: string, secret = "the secret") =>
  fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", body, headers: { Authorization: `Bearer ${secret}` } });

it("answers whoever knows the secret", async () => {
  expect(await (await ask("/sign-in", "anna\nthe access token")).json()).toEqual({
    ...nothing,
    token: "session of anna by the access token",
  });
  expect(await (await ask("/sign-out", "anna")).json()).toEqual({ ended: true });
});

it("does nothing for anybody else, nor with more than a token", async () => {
  endedTokens.length = 0;
  expect((await ask("/sign-out", "eve", "a guess")).status).toBe(403);
  expect((await ask("/sign-out", "x".repeat(100_000))).status).toBe(413);
  expect((await ask("/elsewhere", "anna")).status).toBe(404);
  expect(endedTokens).toEqual([]);
});
