import { expect, it } from "vitest";
import { closedFormStart } from "./form-start";

const boundary = "----windlass";
const type = `multipart/form-data; boundary=${boundary}`;
const part = (name: string, value: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const bytes = (text: string) => new TextEncoder().encode(text);

it("holds the fields that are complete, and none of what was cut", async () => {
  const whole = `${part("step", "note")}${part("comment", "Seen.")}${part("attachments", "x".repeat(1000))}--${boundary}--\r\n`;
  const cut = closedFormStart(bytes(whole).subarray(0, whole.length - 500), type);
  const form = await new Response(cut, { headers: { "Content-Type": type } }).formData();
  expect([...form]).toEqual([
    ["step", "note"],
    ["comment", "Seen."],
  ]);
});

it("is nothing where no field is complete, or no boundary is said", () => {
  expect(closedFormStart(bytes(part("comment", "x").slice(0, -5)), type)).toBeNull();
  expect(closedFormStart(bytes(part("comment", "x")), "multipart/form-data")).toBeNull();
  expect(closedFormStart(new Uint8Array(0), type)).toBeNull();
});
