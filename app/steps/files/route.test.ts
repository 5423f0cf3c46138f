import { NextRequest } from "next/server";
import { expect, it, vi } from "vitest";
import { uploadRefusals } from "@/lib/attachments/attachment-words";

const slot = vi.hoisted(() => ({ refused: "busy" as "busy" | "yours" }));

vi.mock("@/app/_request/check-request", () => ({ checkRequestAndDatabase: async () => null }));
vi.mock("@/app/_request/session", () => ({ sessionUserOf: async () => ({ personId: 1, roles: ["operator"] }) }));
vi.mock("@/app/_request/upload-slots", () => ({ takeUploadSlot: async () => slot }));
vi.mock("@/app/_steps/actions/take-posted-step", () => ({ takePostedStep: async () => null }));

const { POST } = await import("./route");

it.each([
  ["busy", 503],
  ["yours", 429],
] as const)("a form with files that finds the slots %s is told when to come again", async (refused, status) => {
  slot.refused = refused;
  const response = await POST(new NextRequest("http://localhost:3000/steps/files", { method: "POST" }));
  expect([response.status, response.headers.get("retry-after")]).toEqual([status, "60"]);
  expect(await response.text()).toContain(uploadRefusals[refused].slice(0, 20));
});
