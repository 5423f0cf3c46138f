type HaltScope = {
  readonly client: string | null;
  readonly application: string | null;
  readonly environment: string | null;
};

/** What a halt halts: "shop in production of Quayside Retail", "all applications of Harbour Bank". */
export function haltName({ client, application, environment }: HaltScope): string {
  const what = application ?? "all applications";
  return `${what}${environment ? ` in ${environment}` : ""} of ${client ?? "all clients"}`;
}
