import { headers } from "next/headers";
import { installationKind } from "@/db/connection/installation";
import { isTrouble, type Trouble } from "@/lib/web/database-trouble";
import { currentPerson, type Person } from "./session";
import { settings } from "./settings";

type Visit = {
  person: Person | null;
  /** The requested path, from the proxy's header. */
  path: string;
  isDemo: boolean;
  /** Why the database is unavailable; null when it is available. */
  trouble: Trouble | null;
};

/** Never fails when the database is known to be unavailable. */
export async function visit(): Promise<Visit> {
  const sent = await headers();
  const path = sent.get("x-windlass-path") ?? "";
  const trouble = sent.get("x-windlass-trouble");
  if (isTrouble(trouble)) return { person: null, path, isDemo: settings().kind === "demo", trouble };
  const [person, kind] = await Promise.all([currentPerson(), installationKind()]);
  return { person, path, isDemo: kind === "demo", trouble: null };
}
