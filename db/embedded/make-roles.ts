import { connect } from "@/db/connection/connect";
import { makeRoles } from "@/db/install/roles/make-roles";
import type { NewPassword } from "@/db/install/roles/role-steps";
import { scramVerifier } from "@/db/install/roles/scram-verifier";
import { databaseRoles } from "@/lib/settings/database-roles";
import { type Cluster, superuserUrl } from "./cluster";

/** Makes the four roles and the owner's database in a new cluster. */
export async function makeRolesAndDatabase(cluster: Cluster): Promise<void> {
  const url = superuserUrl(cluster, "postgres");
  const newPassword = (password: string): NewPassword => ({ verifier: scramVerifier(password), replaces: true });
  const passwords = Object.fromEntries(databaseRoles.map((role) => [role, newPassword(cluster.passwords[role])]));
  await makeRoles(url, { database: "windlass", passwords });
  await closeOtherDatabases(url);
}

// The cluster is the product's alone.
async function closeOtherDatabases(url: string): Promise<void> {
  const sql = connect(url, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe("revoke all on database postgres, template1 from public");
  } finally {
    await sql.end();
  }
}
