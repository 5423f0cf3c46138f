import { nonce } from "@/app/_request/nonce";
import { settings } from "@/app/_request/settings";
import { RunningHead } from "@/components/shell/running-head";
import { installationKind } from "@/db/connection/installation";

/** The head of every printed page of a single record: whose it is, and its number. */
export async function RecordRunningHead({ number }: { number: string }) {
  const isDemo = (await installationKind()) === "demo";
  return (
    <RunningHead
      nonce={await nonce()}
      left={settings().organisation}
      right={number}
      foot={isDemo ? "Windlass: production change control, demonstration data" : undefined}
    />
  );
}
