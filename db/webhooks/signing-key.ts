import { randomBytes } from "node:crypto";

/** A new signing key of 256 random bits, as Standard Webhooks writes it. */
export const newSigningKey = (): string => `whsec_${randomBytes(32).toString("base64")}`;
