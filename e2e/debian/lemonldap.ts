import { generateKeyPairSync } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DebianRoot } from "./root";

const clientSecret = "of-this-test-alone";

/** The provider's own demonstration accounts, whose passwords are their names, and the groups that this test gives them. */
export const people = { lead: "dwho", reviewer: "rtyler", operator: "msmith" } as const;
const groups = {
  leads: `$uid eq "${people.lead}"`,
  reviewers: `$uid eq "${people.reviewer}"`,
  operators: `$uid eq "${people.operator}"`,
};

/** What Windlass is told of the provider. */
export const providerEnvironment = (portal: string) => ({
  OIDC_ISSUER: portal,
  OIDC_CLIENT_ID: "windlass",
  OIDC_CLIENT_SECRET: clientSecret,
  OIDC_SCOPES: "openid profile email groups",
  ROLE_GROUPS: "operator=operators,reviewer=reviewers,ops_lead=leads",
});

/** Makes LemonLDAP::NG an OpenID Connect provider for Windlass, as its manager would write it. */
export function configureProvider(root: DebianRoot, portal: string, app: string): void {
  const file = join(root.folder, "var/lib/lemonldap-ng/conf/lmConf-1.json");
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const client = {
    oidcRPMetaDataOptionsClientID: "windlass",
    oidcRPMetaDataOptionsClientSecret: clientSecret,
    oidcRPMetaDataOptionsRedirectUris: `${app}/api/auth/callback/oidc`,
    oidcRPMetaDataOptionsPostLogoutRedirectUris: `${app}/sign-in`,
    oidcRPMetaDataOptionsIDTokenSignAlg: "RS256",
    oidcRPMetaDataOptionsIDTokenForceClaims: 1,
    oidcRPMetaDataOptionsBypassConsent: 1,
  };
  const more = {
    portal: `${portal}/`,
    domain: "windlass.test",
    https: 1,
    securedCookie: 1,
    authentication: "Demo",
    userDB: "Same",
    requireToken: 0,
    groups,
    issuerDBOpenIDConnectActivation: 1,
    oidcServiceMetaDataIssuer: portal,
    oidcServicePrivateKeySig: privateKey,
    oidcServicePublicKeySig: publicKey,
    oidcServiceKeyIdSig: "one",
    oidcRPMetaDataOptions: { windlass: client },
    oidcRPMetaDataExportedVars: {
      windlass: { name: "cn", email: "mail", preferred_username: "uid", groups: "groups;array;auto" },
    },
    oidcRPMetaDataOptionsExtraClaims: { windlass: { groups: "groups" } },
  };
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), ...more }, null, 2));
}
