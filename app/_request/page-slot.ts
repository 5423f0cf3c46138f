import { after } from "next/server";
import { ExportSlots } from "@/db/report/evidence/export-slots";

// More people than ever work at once. A page takes far less time; one that was abandoned frees its slot after it.
const slots = new ExportSlots(1000);
const slotTimeoutMs = 10_000;

/** One expensive page per person at a time: waits until the earlier one is sent. */
export async function takePageSlot(person: number): Promise<void> {
  const release = await slots.acquire(person, slotTimeoutMs);
  if (typeof release === "string") return;
  const timer = setTimeout(release, slotTimeoutMs);
  after(() => {
    clearTimeout(timer);
    release();
  });
}
