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
 * A form that posts without JavaScript. With it, a second click does nothing while the first is under way, what could not
 * be sent stays as it was typed, and the same schema as the server's says what is wrong as one types; that part is
 * fetched when the form is first touched.
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
  // React itself would empty the form, and put an error page in its place where the answer is none of an action.
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

// A button that only asks for another field sends the form as it is.
function isUnchecked(event: Event): boolean {
  const submitter = submitterOf(event);
  return submitter instanceof HTMLButtonElement && submitter.formNoValidate;
}

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
