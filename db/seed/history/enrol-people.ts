import type { TransactionSql } from "postgres";
import {
  type DemoAccount,
  demoAccounts,
  demoIssuer,
  historyAccounts,
  rolesOfAccount,
} from "@/lib/people/demo-accounts";
import type { Actor } from "@/lib/rules/judge";
import { isReadOnly } from "@/lib/rules/roles";

/** Enrols the demo accounts and their colleagues as of `since`; returns those who can take steps. */
export async function enrolPeople(tx: TransactionSql, since: Date): Promise<Actor[]> {
  const people: Actor[] = [];
  for (const account of [...demoAccounts, ...historyAccounts]) people.push(await enrolAccount(tx, account, since));
  return people.filter(({ roles }) => roles.length > 0 && !isReadOnly(roles));
}

async function enrolAccount(tx: TransactionSql, account: DemoAccount, since: Date): Promise<Actor> {
  await tx`insert into people (issuer, subject, name, email, first_seen_at, last_seen_at)
    values (${demoIssuer}, ${account.id}, ${account.name}, ${account.email}, ${since}, ${since}) on conflict do nothing`;
  const [person] = await tx`select id from people where issuer = ${demoIssuer} and subject = ${account.id}`;
  const id = Number(person?.id);
  const roles = rolesOfAccount(account);
  for (const role of roles) await tx`insert into person_roles values (${id}, ${role}, ${since}) on conflict do nothing`;
  return { id, name: account.name, roles };
}
