import { Notice } from "@/components/basics/notice";

/** A signing key, which is shown once. */
export const NewSigningKey = ({ signingKey }: { signingKey: string }) => (
  <div className="mb-6 print:hidden">
    <Notice role="status" tone="good" heading="Signing key created.">
      <p id="signing-key-words">
        Copy the key now: Windlass shows it only once. Store it where the endpoint verifies its messages. If it is lost
        or known to others, rotate it.
      </p>
      <label htmlFor="signing-key" className="font-medium">
        Signing key
      </label>
      <input
        id="signing-key"
        className="control"
        readOnly
        value={signingKey}
        autoComplete="off"
        aria-describedby="signing-key-words"
      />
    </Notice>
  </div>
);
