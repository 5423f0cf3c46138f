import { demoAccounts } from "@/lib/demo-accounts";
import { rolesOf } from "@/lib/groups";
import type { Settings } from "@/lib/settings";
import { roleWords } from "@/lib/words";

/** Says where the product is and, in a demo, who can sign in. */
export function welcome(settings: Settings, hasDemoAccounts: boolean): void {
  console.log(`\nWindlass is ready at ${settings.appUrl}${settings.kind === "demo" ? " (demonstration data)" : ""}`);
  if (hasDemoAccounts) console.log(accountLines(settings).join("\n"));
  console.log("Stop it with Ctrl-C.\n");
}

function accountLines({ roleGroups }: Settings): string[] {
  const lines = demoAccounts.map(({ id, groups }) => {
    const held = rolesOf({ groups }, "groups", roleGroups).roles.map((role) => roleWords[role]);
    return `  ${id.padEnd(12)} ${held.join(", ") || "no role"}`;
  });
  return ["Sign in as one of these, without a password:", ...lines];
}
