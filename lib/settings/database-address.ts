/** The parts of a database's address that may be shown: everything but the password. */
export type DatabaseAddress = {
  readonly scheme: string;
  readonly user: string;
  readonly password: string;
  /** One or several hosts with their ports, as they were written. */
  readonly hosts: string;
  readonly database: string;
  /** With its question mark; empty without options. */
  readonly options: string;
};

// By hand, because several hosts are no URL for `URL`. A port is digits, so that no part of a password is taken for one.
const host = String.raw`(?:\[[0-9a-fA-F:.]+\]|[^:@/?#,[\]]*)(?::\d+)?`;
const account = `(?:([^:@/?#]*)(?::([^@/?#]*))?@)?`;
const pattern = new RegExp(
  String.raw`^(postgres(?:ql)?:)\/\/${account}(${host}(?:,${host})*)(?:\/([^?#@]*))?(\?[^#]*)?$`,
);

/** Takes an address like `postgres://user:password@host:5432/database?sslmode=require` apart; null when it is none. */
export function parseDatabaseAddress(url: string): DatabaseAddress | null {
  const [, scheme, user = "", password = "", hosts = "", database = "", options = ""] = pattern.exec(url) ?? [];
  if (!scheme) return null;
  try {
    return {
      scheme,
      user: decodeURIComponent(user),
      password: decodeURIComponent(password),
      hosts,
      database: decodeURIComponent(database),
      options,
    };
  } catch {
    return null;
  }
}

/** The reverse of `parseDatabaseAddress`. */
export function formatDatabaseAddress({ scheme, user, password, hosts, database, options }: DatabaseAddress): string {
  const account = [user, password].filter(Boolean).map(encodeURIComponent).join(":");
  return `${scheme}//${account}${account && "@"}${hosts}/${encodeURIComponent(database)}${options}`;
}
