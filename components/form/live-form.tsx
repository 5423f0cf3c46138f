"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, type ReactNode, useEffect, useRef, useState, useTransition } from "react";
import { useFormStatus } from "react-dom";
import type { Ask } from "@/lib/form/asks";
import type { Step } from "@/lib/rules/rules";
import { whyNotSent } from "@/lib/web/why-not-sent";

type Props = {
  action: (form: FormData) => Promise<void>;
  step: Step;
  asks: readonly Ask[];
  className?: string;
  children: ReactNode;
};

/**
 * Works without JavaScript. With it, a second click does nothing while the first is pending, a form that could not be sent
 * keeps its values, and the server's schema validates as one types; that part is loaded when the form is first focused.
 */
export function LiveForm({ action, step, asks, className, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const live = useRef<Promise<(() => boolean) | null> | null>(null);
  const check = useRef<(() => boolean) | null>(null);
  const [, sending] = useTransition();
  const [notSent, setNotSent] = useState("");
  const touched = () => {
    live.current ??= import("./live-validation").then(({ validate }) => {
      check.current = form.current && validate(form.current, step, asks);
      return check.current;
    });
  };
  // React itself would reset the form, and show an error page when the response does not come from a server action.
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { currentTarget, nativeEvent } = event;
    const busy = currentTarget.dataset.busy !== undefined;
    if (busy || (!isUnchecked(nativeEvent) && check.current?.() === false)) return;
    currentTarget.dataset.busy = "";
    const sent = new FormData(currentTarget, submitterOf(nativeEvent));
    sending(async () => {
      try {
        await action(sent);
        setNotSent("");
      } catch (error) {
        unstable_rethrow(error);
        setNotSent(whyNotSent(error));
      }
    });
  };
  return (
    <form ref={form} action={action} noValidate className={className} onFocus={touched} onSubmit={send}>
      {children}
      {notSent ? (
        <p role="alert" className="font-medium text-bad-ink">
          {notSent}
        </p>
      ) : null}
      <Settled form={form} />
    </form>
  );
}

const submitterOf = (event: Event): HTMLElement | null => (event instanceof SubmitEvent ? event.submitter : null);

// A button that only adds a field submits the form without validation.
function isUnchecked(event: Event): boolean {
  const submitter = submitterOf(event);
  return submitter instanceof HTMLButtonElement && submitter.formNoValidate;
}

/** Announces that the form is being sent, and allows it to be sent again afterwards. */
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
