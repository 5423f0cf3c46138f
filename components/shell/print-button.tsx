"use client"; // only a script can open the browser's print dialog
import { useSyncExternalStore } from "react";
import { Button } from "@/components/basics/button";

/** Opens the browser's print dialog; without JavaScript, says how to. */
export function PrintButton() {
  const canPrint = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  return (
    <>
      <Button type="button" look="quiet" className={canPrint ? "" : "invisible"} onClick={() => print()}>
        Print
      </Button>
      <noscript>
        <p className="text-sm text-muted">Print from your browser: Ctrl+P or ⌘P.</p>
      </noscript>
    </>
  );
}
