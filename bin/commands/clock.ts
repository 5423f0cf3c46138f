import { moveClock } from "@/db/install/move-clock";
import { type Command, UsageError } from "./command";
import { withOwner } from "./with-database";

const units = { m: "minutes", h: "hours", d: "days" } as const;

export const command: Command = {
  usage: "+24h | -30m | +7d | reset",
  run: async ([argument = ""]) => {
    const offset = requestedOffset(argument);
    await withOwner(async (url) => console.log(`This demonstration’s clock now says ${await moveClock(url, offset)}.`));
    return undefined;
  },
};

function requestedOffset(argument: string): string | null {
  if (argument === "reset") return null;
  const [, sign, number, unit] = /^([+-])(\d{1,5})([mhd])$/.exec(argument) ?? [];
  const named = Object.entries(units).find(([short]) => short === unit)?.[1];
  if (!sign || !named) throw new UsageError("That is no offset");
  return `${sign}${number} ${named}`;
}
