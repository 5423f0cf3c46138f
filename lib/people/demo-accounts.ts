import { type Role, roles } from "@/lib/rules/roles";

/** The issuer under which a demonstration knows its people, whatever port it is reached on. */
export const demoIssuer = "demo";

export type DemoAccount = { id: string; name: string; email: string; groups: string[] };

/** The group that gives each role in a demo, and wherever ROLE_GROUPS says nothing else. */
export const defaultGroups: Record<Role, string> = {
  operator: "windlass-operators",
  reviewer: "windlass-reviewers",
  ops_lead: "windlass-ops-leads",
  auditor: "windlass-auditors",
};

/** The people whom the demo identity provider signs in, without a password. */
export const demoAccounts: readonly DemoAccount[] = [
  account("operator-1", "Operator One", ["operator"]),
  account("operator-2", "Operator Two", ["operator"]),
  account("reviewer-1", "Reviewer One", ["reviewer"]),
  account("reviewer-2", "Reviewer Two", ["reviewer"]),
  account("ops-lead-1", "Ops Lead One", ["ops_lead", "reviewer"]),
  account("ops-lead-2", "Ops Lead Two", ["ops_lead", "reviewer"]),
  account("auditor-1", "Auditor One", ["auditor"]),
  account("nobody-1", "Nobody One", []),
];

/** People whom a loaded history names beside them. Nobody signs in as one of these. */
export const historyAccounts: readonly DemoAccount[] = [
  account("amara-okafor", "Amara Okafor", ["operator"]),
  account("bjorn-lindqvist", "Björn Lindqvist", ["operator"]),
  account("chiara-moretti", "Chiara Moretti", ["operator"]),
  account("dmitri-sokolov", "Dmitri Sokolov", ["operator"]),
  account("elena-vasquez", "Elena Vásquez", ["operator"]),
  account("farid-haddad", "Farid Haddad", ["operator"]),
  account("grace-mbeki", "Grace Mbeki", ["operator"]),
  account("hiro-tanaka", "Hiro Tanaka", ["operator"]),
  account("ines-carvalho", "Inês Carvalho", ["reviewer"]),
  account("jonas-weber", "Jonas Weber", ["reviewer"]),
  account("katarzyna-nowak", "Katarzyna Nowak", ["reviewer"]),
  account("liam-odowd", "Liam O’Dowd", ["reviewer"]),
];

/** The roles that the groups of a demo account give. */
export const rolesOfAccount = ({ groups }: DemoAccount): Role[] =>
  roles.filter((role) => groups.includes(defaultGroups[role]));

function account(id: string, name: string, roles: Role[]): DemoAccount {
  return { id, name, email: `${id}@demo.windlass.invalid`, groups: roles.map((role) => defaultGroups[role]) };
}
