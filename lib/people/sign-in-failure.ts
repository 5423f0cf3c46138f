/** Why a sign-in came to nothing, by the name that the address, the log and the metrics have for it. */
export const signInFailures = [
  "issuer_certificate",
  "issuer_certificate_invalid",
  "issuer_unreachable",
  "issuer_answer",
  "client_rejected",
  "provider_refused",
  "other_browser",
  "token_refused",
  "database",
  "sign_in_process",
  "unknown",
] as const;
export type SignInFailure = (typeof signInFailures)[number];

type FailureWords = {
  /** The reason, and what an administrator does about it. */
  readonly logged: string;
  /** What somebody reads who could not sign in, and whom to ask for what. */
  readonly shown: string;
};

const askAdministrator = "Ask your administrator";

/** The one list of what a failed sign-in says, in the log and on the page. */
export const signInFailureWords: Readonly<Record<SignInFailure, FailureWords>> = {
  issuer_certificate: {
    logged:
      "Windlass does not trust the certificate of the identity provider: it is signed by itself, or by an authority that Node does not know. Set NODE_EXTRA_CA_CERTS to a file with the certificate of that authority, and start again.",
    shown: `Windlass does not trust the certificate of your identity provider. ${askAdministrator} to set NODE_EXTRA_CA_CERTS to the certificate of the authority that signed it.`,
  },
  issuer_certificate_invalid: {
    logged:
      "The certificate of the identity provider has expired, is not valid yet, or is for another host name. Renew it, or set OIDC_ISSUER to the host name that it is for.",
    shown: `The certificate of your identity provider is not valid. ${askAdministrator} to renew it.`,
  },
  issuer_unreachable: {
    logged:
      "The identity provider does not answer. Check OIDC_ISSUER, and that this machine may reach it (name resolution, firewall, proxy).",
    shown: `Windlass cannot reach your identity provider. Try again in a few minutes. If it fails again, ${lowerFirst(askAdministrator)} whether it can be reached from Windlass.`,
  },
  issuer_answer: {
    logged:
      "The identity provider answers, but not as OpenID Connect does. Check OIDC_ISSUER: OIDC_ISSUER/.well-known/openid-configuration has to answer with its discovery.",
    shown: `Your identity provider did not answer as Windlass expects. ${askAdministrator} to check OIDC_ISSUER.`,
  },
  client_rejected: {
    logged:
      "The identity provider does not accept the client. Check OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and the redirect address that is registered there.",
    shown: `Your identity provider does not accept Windlass. ${askAdministrator} to check OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and the redirect address.`,
  },
  provider_refused: {
    logged:
      "The identity provider refused the sign-in. Its own log says why; often the person is not assigned to the application, or a scope of OIDC_SCOPES is not allowed.",
    shown:
      "Your identity provider refused the sign-in. Ask the person who manages access there to assign Windlass to your account.",
  },
  other_browser: {
    logged:
      "The answer of the identity provider does not belong to a sign-in that this browser began: its cookies are missing or of another sign-in. If it happens to everybody, APP_URL is not the address that people use.",
    shown:
      "This sign-in took too long, or was begun in another window or browser. Sign in again, in this window, with cookies allowed.",
  },
  token_refused: {
    logged:
      "The ID token of the identity provider is not valid for Windlass. Compare its issuer with OIDC_ISSUER, its audience with OIDC_CLIENT_ID, and the clocks of both machines; the line before says which check failed.",
    shown: `Windlass does not accept the answer of your identity provider. Sign in again. If it fails again, ${lowerFirst(askAdministrator)} to compare OIDC_ISSUER, OIDC_CLIENT_ID and the clocks of both machines.`,
  },
  database: {
    logged: "No session could be opened, because the database is unavailable.",
    shown: "Windlass cannot reach its database at the moment, so you are not signed in. Try again in a few seconds.",
  },
  sign_in_process: {
    logged: "The sign-in process does not answer. Its own lines say why.",
    shown: `Windlass could not open a session. Try again in a few seconds. If it fails again, tell your administrator.`,
  },
  unknown: {
    logged: "Sign-in failed for a reason that Windlass does not know.",
    shown: "Sign-in failed. Try again. If it fails again, tell your administrator the time at which you tried.",
  },
};

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** What is known of an error and of its causes. */
export type ErrorFacts = { readonly name: string; readonly code: string; readonly message: string };

/** Our own codes, beside those of Node, OpenSSL and OAuth. */
export const signInErrorCodes = {
  tokenRefused: "WINDLASS_TOKEN_REFUSED",
  database: "WINDLASS_DATABASE",
  process: "WINDLASS_SIGN_IN_PROCESS",
} as const;

const patterns: readonly (readonly [SignInFailure, RegExp])[] = [
  ["token_refused", /^WINDLASS_TOKEN_REFUSED$/],
  ["database", /^WINDLASS_DATABASE$/],
  ["issuer_certificate", /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(VERIFY|GET)_\w+)$/],
  ["issuer_certificate_invalid", /^(CERT_\w+|ERR_TLS_CERT_ALTNAME_INVALID)$/],
  [
    "issuer_unreachable",
    /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE|UND_ERR_\w+|ERR_SSL_\w+|EPROTO)$/,
  ],
  ["sign_in_process", /^WINDLASS_SIGN_IN_PROCESS$/],
  ["client_rejected", /^(invalid_client|unauthorized_client|redirect_uri_mismatch)\b/],
  [
    "provider_refused",
    /^(access_denied|login_required|interaction_required|consent_required|account_selection_required|invalid_scope|invalid_request|server_error|temporarily_unavailable)\b/,
  ],
  [
    "other_browser",
    /\b(cookie was missing|value could not be parsed|state mismatch|nonce mismatch|state missing|checks\.state|PKCE|invalid_grant)\b/,
  ],
  ["token_refused", /\b(iss|aud|exp|iat|nbf|azp|jwt|JWT|id_token|signature)\b/],
  ["issuer_unreachable", /\b(timed out|socket hang up)\b/],
  ["issuer_answer", /\b(expected 200 OK|JSON|discovery|must be configured|issuer)\b/i],
];

/** Which failure an error stands for, by its own code, message and name, and those of its causes. */
export function signInFailureOf(errors: readonly ErrorFacts[]): SignInFailure {
  const texts = errors.flatMap(({ code, message, name }) => [code, message, name]);
  return patterns.find(([, pattern]) => texts.some((text) => pattern.test(text)))?.[0] ?? "unknown";
}
