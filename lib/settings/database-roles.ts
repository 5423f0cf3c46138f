/** The four roles that Windlass has in PostgreSQL, in the order in which they are made. */
export const databaseRoles = ["owner", "app", "signin", "worker"] as const;
export type DatabaseRole = (typeof databaseRoles)[number];

/** What a role is called in the database. */
export const databaseRoleName = (role: DatabaseRole): string => `windlass_${role}`;

/** The variable that holds a role's address. */
export const addressVariables: Readonly<Record<DatabaseRole, string>> = {
  owner: "MIGRATE_DATABASE_URL",
  app: "DATABASE_URL",
  signin: "SIGNIN_DATABASE_URL",
  worker: "WORKER_DATABASE_URL",
};
