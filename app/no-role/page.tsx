import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { currentPerson } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { foundCookie, foundIn, overageCookie } from "../sign-in/groups-overage";
import { NoRole } from "./no-role";

export const metadata: Metadata = { title: "No role" };

export default async function NoRolePage() {
  const person = await currentPerson();
  if (!person) redirect("/sign-in");
  if (person.roles.length > 0) redirect("/");
  const { organisation, roleGroups } = settings();
  const jar = await cookies();
  const overage = jar.has(overageCookie().name);
  const found = foundIn(jar.get(foundCookie().name)?.value);
  return <NoRole {...{ name: person.name, organisation, roleGroups, overage, found }} />;
}
