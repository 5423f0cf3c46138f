import { policy } from "@/lib/policy/policy";

/** Links to the policy and the keys, and says in which time zone times are shown. */
export const SiteFooter = ({ zone, canChange }: { zone: string; canChange: boolean }) => (
  <footer className="border-t border-line print:hidden">
    <div className="page-edges flex flex-wrap justify-between gap-x-6 gap-y-1 py-3 text-sm text-muted">
      <p>
        <a href="/policy" className="link">
          {policy.title}
        </a>
        {canChange ? (
          <button type="button" className="link ml-4 cursor-pointer noscript:hidden" data-keys="">
            Keyboard shortcuts
          </button>
        ) : null}
      </p>
      <p>
        Times are shown in {zone === "UTC" ? "UTC" : `${zone} and UTC`}.{" "}
        {canChange ? (
          <a href="/people" className="link">
            Change your time zone
          </a>
        ) : null}
      </p>
    </div>
  </footer>
);
