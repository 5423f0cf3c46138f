import { OneTimeSecret } from "@/components/basics/one-time-secret";

/** A signing key, which is shown once. */
export const NewSigningKey = ({ signingKey }: { signingKey: string }) => (
  <OneTimeSecret id="signing-key" heading="Signing key created." label="Signing key" secret={signingKey}>
    Copy the key now: Windlass shows it only once. Store it where the endpoint verifies its messages. If it is lost or
    known to others, rotate it.
  </OneTimeSecret>
);
