import { after } from "next/server";
import { Slots } from "@/db/report/evidence/slots";

// More people than ever work at once. A page takes far less time; one that was abandoned frees its slot after it.
const slots = new Slots(1000);
const longestMs = 10_000;

/** One expensive page per person at a time: waits until the earlier one is sent. */
export async function oneAtATime(person: number): Promise<void> {
  const release = await slots.takeSoon(person, longestMs);
  if (typeof release === "string") return;
  const timer = setTimeout(release, longestMs);
  after(() => {
    clearTimeout(timer);
    release();
  });
}
