import { headers } from "next/headers";
import { installationKind } from "@/db/connection/installation";
import { isTrouble, type Trouble } from "@/lib/web/database-trouble";
import { currentPerson, type Person } from "./session";
import { settings } from "./settings";

type Visit = {
  person: Person | null;
  /** The path asked for, as the proxy passed it on. */
  path: string;
  isDemo: boolean;
  /** Why the database cannot be worked with; null when it can. */
  trouble: Trouble | null;
};

/** Who looks at which page of which kind of installation; a database that is known to be away is an answer too. */
export async function visit(): Promise<Visit> {
  const sent = await headers();
  const path = sent.get("x-windlass-path") ?? "";
  const trouble = sent.get("x-windlass-trouble");
  if (isTrouble(trouble)) return { person: null, path, isDemo: settings().kind === "demo", trouble };
  const [person, kind] = await Promise.all([currentPerson(), installationKind()]);
  return { person, path, isDemo: kind === "demo", trouble: null };
}
