import { ButtonLink } from "@/components/basics/button";
import { type Trouble, troubleWords } from "@/lib/web/database-trouble";

type Props = { trouble?: Trouble; retry?: string };

/** Why the database cannot be used, and what to do. No icons: this may be rendered by a client error boundary. */
export function DatabaseAway({ trouble = "away", retry = "" }: Props) {
  const { title, happened, next } = troubleWords[trouble];
  return (
    <div className="grid max-w-prose justify-items-start gap-3">
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      <p>{happened} A step is recorded whole or not at all: before you repeat one, look at the record’s history.</p>
      <p className="text-muted">
        {next} A change in progress stays as it is; carry on with its rollback plan if it needs one, and record it here
        afterwards.
      </p>
      <ButtonLink look="primary" href={retry}>
        Try again
      </ButtonLink>
    </div>
  );
}
