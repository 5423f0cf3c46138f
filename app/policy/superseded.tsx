import { Notice } from "@/components/basics/notice";

export const Superseded = ({ version, inForce }: { version: number; inForce: number }) => (
  <div className="mb-6">
    <Notice tone="warn" heading={`Version ${version} is no longer in force`}>
      <p>
        It still applies to changes opened under it.{" "}
        <a className="link" href="/policy">
          Read version {inForce}, which is in force
        </a>
        .
      </p>
    </Notice>
  </div>
);
