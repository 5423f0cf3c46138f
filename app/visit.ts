import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { installationKind } from "@/db/installation";
import { currentPerson, type Person } from "./session";
import { settings } from "./settings";

export type Visit = {
  person: Person | null;
  /** The path asked for, as the proxy passed it on. */
  path: string;
  isDemo: boolean;
  databaseIsAway: boolean;
};

/** Who looks at which page of which kind of installation; a database that is away is an answer too. */
export async function visit(): Promise<Visit> {
  const path = (await headers()).get("x-windlass-path") ?? "";
  try {
    const [person, kind] = await Promise.all([currentPerson(), installationKind()]);
    return { person, path, isDemo: kind === "demo", databaseIsAway: false };
  } catch (error) {
    unstable_rethrow(error);
    console.error("The session could not be read:", error);
    return { person: null, path, isDemo: settings().kind === "demo", databaseIsAway: true };
  }
}
