import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { NoRole } from "../no-role";
import { currentPerson } from "../session";
import { settings } from "../settings";
import { overageCookie } from "../sign-in/groups-overage";

export const metadata: Metadata = { title: "No role" };

export default async function NoRolePage() {
  const person = await currentPerson();
  if (!person) redirect("/sign-in");
  if (person.roles.length > 0) redirect("/");
  const { organisation, roleGroups } = settings();
  const overage = (await cookies()).has(overageCookie().name);
  return <NoRole name={person.name} organisation={organisation} roleGroups={roleGroups} overage={overage} />;
}
