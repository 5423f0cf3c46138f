import type { ComponentProps, ReactNode } from "react";

export type ButtonVariant = "primary" | "quiet" | "danger" | "emergency";
type ButtonProps = { variant?: ButtonVariant; children: ReactNode };

/** A form has at most one primary button; `danger` is for what ends or fails something. */
export const Button = ({ variant = "primary", className = "", ...rest }: ButtonProps & ComponentProps<"button">) => (
  <button className={`${baseClasses} ${variantClasses[variant]} ${className}`} {...rest} />
);

/** A link that looks like a button, because it leads to a form. */
export const ButtonLink = ({ variant = "quiet", className = "", ...rest }: ButtonProps & ComponentProps<"a">) => (
  <a className={`${baseClasses} ${variantClasses[variant]} ${className}`} {...rest} />
);

const baseClasses =
  "inline-flex min-h-9 max-sm:min-h-11 cursor-pointer items-center justify-center gap-1.5 rounded-md border px-3 py-1.5 text-base/5 font-medium whitespace-nowrap disabled:cursor-not-allowed disabled:opacity-60 print:hidden";

const variantClasses: Record<ButtonVariant, string> = {
  primary: "border-accent bg-accent text-on-accent hover:bg-accent-strong",
  quiet: "border-line-strong bg-paper text-ink hover:bg-sunken",
  emergency: "border-bad-solid bg-bad-solid text-on-bad hover:bg-bad-strong",
  danger: "border-bad-line bg-paper text-bad-ink hover:bg-bad-tint",
};
