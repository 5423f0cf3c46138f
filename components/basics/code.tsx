/** A command, a name or a value as a machine has it, within a sentence. */
export const Code = ({ children }: { children: string }) => (
  <code className="rounded-sm bg-sunken px-1 text-sm whitespace-nowrap">{children}</code>
);
