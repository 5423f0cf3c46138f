import { moveClock } from "@/db/install/move-clock";
import { runCommand } from "./run-command";
import { withOwner } from "./with-database";

const units = { m: "minutes", h: "hours", d: "days" } as const;

await runCommand(() =>
  withOwner(async (url) =>
    console.log(`This demonstration’s clock now says ${await moveClock(url, requestedOffset())}.`),
  ),
);

function requestedOffset(): string | null {
  const argument = process.argv[2] ?? "";
  if (argument === "reset") return null;
  const [, sign, number, unit] = /^([+-])(\d{1,5})([mhd])$/.exec(argument) ?? [];
  const named = Object.entries(units).find(([short]) => short === unit)?.[1];
  if (!sign || !named) throw new Error("Usage: npm run clock -- +24h, -30m, +7d or reset");
  return `${sign}${number} ${named}`;
}
