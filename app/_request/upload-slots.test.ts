import { expect, it, vi } from "vitest";
import { takeUploadSlot } from "./upload-slots";

const megabyte = 1024 * 1024;
const release = (slot: Awaited<ReturnType<typeof takeUploadSlot>>) => ("release" in slot ? slot.release() : undefined);

it("is one a person, and so many bytes of all people together", async () => {
  const [first, second] = [await takeUploadSlot(1, 31 * megabyte), await takeUploadSlot(2, 31 * megabyte)];
  expect(await takeUploadSlot(3, 31 * megabyte)).toEqual({ refused: "busy" });
  const small = await takeUploadSlot(3, megabyte);
  expect(small).toHaveProperty("release");
  release(first);
  expect(await takeUploadSlot(4, 31 * megabyte)).toHaveProperty("release");
  [second, small].forEach(release);
});

it("is waited for a while by the same person, and then refused", async () => {
  const first = await takeUploadSlot(7, megabyte);
  const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(AbortSignal.abort());
  expect(await takeUploadSlot(7, megabyte)).toEqual({ refused: "yours" });
  timeout.mockRestore();
  const next = takeUploadSlot(7, megabyte);
  release(first);
  expect(await next).toHaveProperty("release");
});
