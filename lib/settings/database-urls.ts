export type DatabaseUrls = { app: string; signin: string; worker: string; migrate: string };

type Environment = Record<string, string | undefined>;

/** Where each database role connects. Behind one plain DATABASE_URL the roles are one. */
export function databaseUrls(env: Environment): DatabaseUrls {
  const app = env.DATABASE_URL ?? "";
  return {
    app,
    signin: env.SIGNIN_DATABASE_URL ?? app,
    worker: env.WORKER_DATABASE_URL ?? app,
    migrate: env.MIGRATE_DATABASE_URL ?? app,
  };
}
