import { cookies } from "next/headers";
import type { Asked, Query } from "@/app/_document/document";
import { seeOther } from "@/app/_request/answers";
import type { Person } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { foundCookie, foundIn, overageCookie } from "../sign-in/groups-overage";

/** Everybody who has a role, or no session, is redirected. */
export async function loadNoRole({ person }: Asked<object, Query, Person | null>) {
  if (!person) return seeOther("/sign-in");
  if (person.roles.length > 0) return seeOther("/");
  const { organisation, roleGroups } = settings();
  const jar = await cookies();
  const overage = jar.has(overageCookie().name);
  const found = foundIn(jar.get(foundCookie().name)?.value);
  return { name: person.name, organisation, roleGroups, overage, found };
}
