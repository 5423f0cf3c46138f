import { expect, it } from "vitest";
import { whyNotSent } from "./why-not-sent";

it.each([
  [new TypeError("Failed to fetch"), "Windlass could not be reached. Nothing was sent."],
  [new Error("This form is too long."), "This form is too long. What you typed is still here"],
  [new Error("An unexpected response was received from the server."), "Windlass could not save this. What you typed"],
  [Object.assign(new Error("hidden"), { digest: "4711" }), "this code: 4711."],
  ["odd", "Windlass could not be reached"],
])("%s", (error, words) => {
  expect(whyNotSent(error)).toContain(words);
});
