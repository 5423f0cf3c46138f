"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { useFormStatus } from "react-dom";
import type { FormName } from "@/lib/input";

type Props = {
  action: (form: FormData) => Promise<void>;
  name: FormName;
  className?: string;
  children: ReactNode;
};

/**
 * A form that posts without JavaScript. With it, a second click does nothing while the first is under way, and the
 * same schema as the server's says what is wrong as one types; that part is fetched when the form is first touched.
 */
export function LiveForm({ action, name, className, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const live = useRef<Promise<(() => boolean) | null> | null>(null);
  const check = useRef<(() => boolean) | null>(null);
  const touched = () => {
    live.current ??= import("./live-validation").then(({ validate }) => {
      check.current = form.current && validate(form.current, name);
      return check.current;
    });
  };
  return (
    <form
      ref={form}
      action={action}
      noValidate
      className={className}
      onFocus={touched}
      onSubmit={(event) => {
        const busy = event.currentTarget.dataset.busy !== undefined;
        if (busy || (!isUnchecked(event.nativeEvent) && check.current?.() === false)) event.preventDefault();
        else event.currentTarget.dataset.busy = "";
      }}
    >
      {children}
      <Settled form={form} />
    </form>
  );
}

// A button that only asks for another field sends the form as it is.
const isUnchecked = (event: Event): boolean =>
  event instanceof SubmitEvent && event.submitter instanceof HTMLButtonElement && event.submitter.formNoValidate;

/** Says that the form is under way, and lets it be sent again once it came back. */
function Settled({ form }: { form: React.RefObject<HTMLFormElement | null> }) {
  const { pending } = useFormStatus();
  useEffect(() => {
    if (!pending) delete form.current?.dataset.busy;
  }, [pending, form]);
  return (
    <span role="status" className="sr-only">
      {pending ? "Sending" : ""}
    </span>
  );
}
