import { ExportSlots } from "@/db/report/evidence/export-slots";

/** What this process holds of forms with files at once, in bytes. */
const maxBytesAtOnce = 64 * 1024 * 1024;
const patienceMs = 10_000;

// More people than ever send at once; the bytes are what is scarce.
const people = new ExportSlots(1000);
let bytesHeld = 0;

type Slot = { readonly release: () => void } | { readonly refused: "yours" | "busy" };

/**
 * One form with files per person at a time, and so many bytes of all people together: so that nobody fills the memory of a
 * process. Waits a little until the same person's earlier one is done.
 */
export async function takeUploadSlot(person: number, bytes: number): Promise<Slot> {
  const release = await people.acquire(person, patienceMs);
  if (typeof release === "string") return { refused: release };
  if (bytesHeld + bytes > maxBytesAtOnce) {
    release();
    return { refused: "busy" };
  }
  bytesHeld += bytes;
  return {
    release: () => {
      bytesHeld -= bytes;
      release();
    },
  };
}
