import { Notice } from "@/components/basics/notice";

/** A new token, which is shown once. */
export const NewToken = ({ secret }: { secret: string }) => (
  <div className="mb-6 print:hidden">
    <Notice role="status" tone="good" heading="Token created.">
      <p id="token-words">
        Copy the token now: Windlass shows it only once. Store it as a secret of the machine that uses it. Whoever has
        it acts for you within its scopes until it expires or you revoke it.
      </p>
      <label htmlFor="token-secret" className="font-medium">
        Token
      </label>
      <input
        id="token-secret"
        className="control"
        readOnly
        value={secret}
        autoComplete="off"
        aria-describedby="token-words"
      />
    </Notice>
  </div>
);
