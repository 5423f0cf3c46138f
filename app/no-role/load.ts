import { cookies } from "next/headers";
import type { PageRequest, Query } from "@/app/_document/document";
import { seeOther } from "@/app/_request/responses";
import type { SessionUser } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { groupsFoundCookie, overageCookie, readGroupsFound } from "../sign-in/group-cookies";

/** Everybody who has a role, or no session, is redirected. */
export async function loadNoRole({ person }: PageRequest<object, Query, SessionUser | null>) {
  if (!person) return seeOther("/sign-in");
  if (person.roles.length > 0) return seeOther("/");
  const { organisation, roleGroups } = settings();
  const jar = await cookies();
  const overage = jar.has(overageCookie().name);
  const found = readGroupsFound(jar.get(groupsFoundCookie().name)?.value);
  return { name: person.name, organisation, roleGroups, overage, found };
}
