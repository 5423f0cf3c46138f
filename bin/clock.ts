import { moveClock } from "@/db/install/move-clock";
import { withOwner } from "./owner-url";
import { tell } from "./told";

const units = { m: "minutes", h: "hours", d: "days" } as const;

await tell(() =>
  withOwner(async (url) => console.log(`This demonstration’s clock now says ${await moveClock(url, asked())}.`)),
);

function asked(): string | null {
  const word = process.argv[2] ?? "";
  if (word === "reset") return null;
  const [, sign, number, unit] = /^([+-])(\d{1,5})([mhd])$/.exec(word) ?? [];
  const named = Object.entries(units).find(([short]) => short === unit)?.[1];
  if (!sign || !named) throw new Error("Usage: npm run clock -- +24h, -30m, +7d or reset");
  return `${sign}${number} ${named}`;
}
