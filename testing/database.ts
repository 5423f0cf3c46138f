import { randomBytes } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { inject } from "vitest";
import { type Cluster, clusterUrls, superuserUrl } from "@/db/embedded/cluster";

const roles = ["owner", "signin", "app", "worker"] as const;
export type DatabaseRole = (typeof roles)[number] | "superuser";

/** A database of one test file: a client for each role, numbers read as numbers. */
export type TestDatabase = Record<DatabaseRole, Sql> & {
  readonly name: string;
  readonly url: (role: DatabaseRole) => string;
  readonly drop: () => Promise<void>;
};

/** Copies the migrated template, in some 50 ms. */
export const newDatabase = (): Promise<TestDatabase> => databaseFrom("template windlass");

/** A database without a table in it. */
export const emptyDatabase = (): Promise<TestDatabase> => databaseFrom("");

async function databaseFrom(template: string): Promise<TestDatabase> {
  const cluster = inject("cluster");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asSuperuser(cluster, `create database ${name} owner windlass_owner ${template}`);
  const url = (role: DatabaseRole) => urlOf(cluster, name, role);
  const database = {
    name,
    url,
    owner: connect(url("owner")),
    signin: connect(url("signin")),
    app: connect(url("app")),
  };
  if (template) await database.owner`revoke temporary on database ${database.owner(name)} from public`;
  const all = { ...database, worker: connect(url("worker")), superuser: connect(url("superuser")) };
  const drop = async () => {
    await Promise.all([...roles, "superuser" as const].map((role) => all[role].end({ timeout: 1 })));
    await asSuperuser(cluster, `drop database ${name} with (force)`);
  };
  return { ...all, drop };
}

/** A client that reads bigint as number and keeps instants as their text. */
export const connect = (url: string, max = 4): Sql =>
  postgres(url, {
    max,
    onnotice: () => {},
    types: {
      bigint: { to: 20, from: [20], parse: Number, serialize: String },
      date: { to: 1184, from: [1082, 1114, 1184], parse: (text: string) => text, serialize: (text: string) => text },
    },
  });

function urlOf(cluster: Cluster, name: string, role: DatabaseRole): string {
  if (role === "superuser") return superuserUrl(cluster, name);
  return clusterUrls(cluster)[role].replace(/windlass$/, name);
}

async function asSuperuser(cluster: Cluster, statement: string): Promise<void> {
  const sql = postgres(superuserUrl(cluster, "postgres"), { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
