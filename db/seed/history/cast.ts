import type { TransactionSql } from "postgres";
import { colleagues, type DemoAccount, demoAccounts, demoIssuer, rolesOfAccount } from "@/lib/people/demo-accounts";
import type { Person } from "@/lib/rules/judge";
import { takesNoStep } from "@/lib/rules/roles";

/** Enrols the demo accounts and their colleagues as of `since`; returns those who can take steps. */
export async function enrolAll(tx: TransactionSql, since: Date): Promise<Person[]> {
  const people: Person[] = [];
  for (const account of [...demoAccounts, ...colleagues]) people.push(await enrol(tx, account, since));
  return people.filter(({ roles }) => roles.length > 0 && !takesNoStep(roles));
}

async function enrol(tx: TransactionSql, account: DemoAccount, since: Date): Promise<Person> {
  await tx`insert into people (issuer, subject, name, email, first_seen_at, last_seen_at)
    values (${demoIssuer}, ${account.id}, ${account.name}, ${account.email}, ${since}, ${since}) on conflict do nothing`;
  const [person] = await tx`select id from people where issuer = ${demoIssuer} and subject = ${account.id}`;
  const id = Number(person?.id);
  const roles = rolesOfAccount(account);
  for (const role of roles) await tx`insert into person_roles values (${id}, ${role}, ${since}) on conflict do nothing`;
  return { id, name: account.name, roles };
}
