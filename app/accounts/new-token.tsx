import { OneTimeSecret } from "@/components/basics/one-time-secret";

/** A new token, which is shown once. */
export const NewToken = ({ secret }: { secret: string }) => (
  <OneTimeSecret id="token-secret" heading="Token created." label="Token" secret={secret}>
    Copy the token now: Windlass shows it only once. Store it as a secret of the machine that uses it. Whoever has it
    acts for you within its scopes until it expires or you revoke it.
  </OneTimeSecret>
);
