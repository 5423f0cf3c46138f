import { Button } from "@/components/basics/button";

/** Opens the browser's print dialog; without JavaScript, says how to. */
export const PrintButton = () => (
  <>
    <Button type="button" variant="quiet" className="noscript:hidden" data-print="">
      Print
    </Button>
    <noscript>
      <p className="text-sm text-muted">Print from your browser: Ctrl+P or ⌘P.</p>
    </noscript>
  </>
);
