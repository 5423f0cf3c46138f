import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { currentPerson } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { foundCookie, foundIn, overageCookie } from "../sign-in/groups-overage";

/** Everybody who has a role, or no session, is redirected. */
export async function loadNoRole() {
  const person = await currentPerson();
  if (!person) redirect("/sign-in");
  if (person.roles.length > 0) redirect("/");
  const { organisation, roleGroups } = settings();
  const jar = await cookies();
  const overage = jar.has(overageCookie().name);
  const found = foundIn(jar.get(foundCookie().name)?.value);
  return { name: person.name, organisation, roleGroups, overage, found };
}
