import { connect } from "@/db/connection/connect";
import { type Cluster, superuserUrl } from "./cluster";

/** Makes the four roles and the owner's database in a new cluster. */
export async function makeRolesAndDatabase(cluster: Cluster): Promise<void> {
  const sql = connect(superuserUrl(cluster, "postgres"), { max: 1, onnotice: () => {} });
  try {
    const { owner, signin, app, worker } = cluster.passwords;
    for (const [role, password] of Object.entries({ owner, signin, app, worker })) {
      await sql.unsafe(`create role windlass_${role} login password '${password}'`);
    }
    await sql.unsafe("create database windlass owner windlass_owner");
    // No access to other databases, and no temporary tables: one could shadow a real table.
    await sql.unsafe("revoke all on database windlass, postgres, template1 from public");
    await sql.unsafe("grant connect on database windlass to windlass_signin, windlass_app, windlass_worker");
  } finally {
    await sql.end();
  }
  await revokeDiskWrites(superuserUrl(cluster, "windlass"));
}

// By default every role can create large objects and emit WAL messages, and so fill the disk. Only a superuser can revoke these
// functions (README, "In production").
async function revokeDiskWrites(url: string): Promise<void> {
  const sql = connect(url, { max: 1, onnotice: () => {} });
  try {
    const openFunctions = await sql<{ name: string }[]>`
      select oid::regprocedure::text as name from pg_proc where pronamespace = 'pg_catalog'::regnamespace
        and (proname ~ '^(lo_(creat|from_bytea|put|open|truncate|import)|lowrite)' or proname = 'pg_logical_emit_message')`;
    for (const { name } of openFunctions) await sql.unsafe(`revoke execute on function ${name} from public`);
  } finally {
    await sql.end();
  }
}
