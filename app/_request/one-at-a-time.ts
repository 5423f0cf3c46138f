import { after } from "next/server";
import { Slots } from "@/db/report/evidence/slots";

// More than work at once; a page is drawn long before that, and whoever left it holds nobody up for longer.
const slots = new Slots(1000);
const longestMs = 10_000;

/** Waits until the pages that take long which this person asked for before are sent; whoever else works waits for one of them. */
export async function oneAtATime(person: number): Promise<void> {
  const release = await slots.takeSoon(person, longestMs);
  if (typeof release === "string") return;
  const timer = setTimeout(release, longestMs);
  after(() => {
    clearTimeout(timer);
    release();
  });
}
