type HaltScope = {
  /** Null: of every client. */
  readonly client: string | null;
  readonly application: string | null;
  readonly environment: string | null;
};

/** Which deploys a halt holds back, in words: "deploys of shop to production (Acme)", "all application deploys (Acme)". */
export function describeHaltedDeploys({ client, application, environment }: HaltScope): string {
  const what = application || environment ? "deploys" : "all application deploys";
  const of = application ? ` of ${application}` : "";
  const to = environment ? ` to ${environment}` : "";
  return `${what}${of}${to} (${client ?? "every client"})`;
}
