import { lastMigration } from "@/db/install/installed-build";
import { readProductVersion, versionLine } from "../product-version";
import type { Command } from "./command";

export const command: Command = {
  usage: `
  Says which release this is, which migration its database needs, and on which Node it runs.`,
  run: async () => {
    console.log(
      [versionLine(readProductVersion()), `Migration ${lastMigration}`, `Node ${process.version}`].join("\n"),
    );
    return undefined;
  },
};
