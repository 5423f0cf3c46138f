type Props = {
  /** Where the next person begins: on the same page. */
  path: string;
  isSignedIn: boolean;
};

/** On every page of a demonstration, and in print, so that its data is never taken for real. */
export const DemoRibbon = ({ path, isSignedIn }: Props) => (
  <div className="flex justify-center gap-x-4 border-b border-warn-line bg-warn-tint px-4 py-0.5 text-sm font-medium text-warn-ink print:mb-2 print:border-0 print:bg-transparent print:p-0">
    <p>
      <a href="/demonstration" className="hover:underline">
        Demonstration data
      </a>
    </p>
    {isSignedIn ? (
      <form action="/api/auth/signin/oidc" method="post" aria-label="Switch person">
        <input type="hidden" name="return" value={path} />
        <button type="submit" className="cursor-pointer underline underline-offset-2">
          Switch person
        </button>
      </form>
    ) : null}
  </div>
);
