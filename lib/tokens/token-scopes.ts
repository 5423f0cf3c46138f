/**
 * What a token may do: read records; take the steps that plan a change, or those that carry one out (the rulebook's column
 * `tokenScope` says which); report what happened; read metrics; manage accounts for the identity provider.
 */
export const tokenScopes = ["read", "propose", "execute", "observe", "metrics", "scim"] as const;
type TokenScope = (typeof tokenScopes)[number];

const scopeHints: Record<TokenScope, string> = {
  read: "Records and lists.",
  propose: "Draft, document, submit and schedule changes.",
  execute: "Start, finish, fail, roll back and log changes.",
  observe: "Report what happened in production. Nothing takes such reports yet.",
  metrics: "Read the metrics.",
  scim: "Manage accounts for the identity provider. Nothing takes such requests yet.",
};

/** A scope as a choice of a form; null where the option is none. */
export const scopeChoice = (option: string) => {
  const scope = tokenScopes.find((one) => one === option);
  return scope ? { value: scope, label: scope, hint: scopeHints[scope] } : null;
};

/** The scopes by which a token takes steps of the rulebook. */
const stepScopes = ["propose", "execute"] as const satisfies readonly TokenScope[];
export type StepScope = (typeof stepScopes)[number];

/** A token of a person, or of a service account: it begins with its prefix, so that scanners and people recognise it. */
export const tokenKinds = ["person", "service_account"] as const;
export type TokenKind = (typeof tokenKinds)[number];
export const tokenPrefixes = { person: "wlp_", service_account: "wls_" } as const satisfies Record<TokenKind, string>;
