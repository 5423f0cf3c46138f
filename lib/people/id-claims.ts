import { z } from "zod";

const claims = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1),
  sid: z.string().optional(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  email: z.string().optional(),
});

/** The claims of a verified id token. */
export type IdClaims = z.infer<typeof claims>;

/** The person whom the claims are about, by the best name they give. */
export function parseIdClaims(payload: unknown): IdClaims & { name: string } {
  const read = claims.parse(payload);
  return { ...read, name: read.name ?? read.preferred_username ?? read.email ?? read.sub };
}
