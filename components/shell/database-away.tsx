import { ButtonLink } from "@/components/basics/button";
import { savedWholeOrNot, type Trouble, troubleWords } from "@/lib/web/database-trouble";

type Props = { trouble?: Trouble; retry?: string };

/** Why the database cannot be used, and what to do. */
export function DatabaseAway({ trouble = "away", retry = "" }: Props) {
  const { title, happened, next } = troubleWords[trouble];
  return (
    <div className="grid max-w-prose justify-items-start gap-3">
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      <p>
        {happened} {savedWholeOrNot}
      </p>
      <p className="text-muted">
        {next} A change in progress stays as it is. If it needs its rollback plan, carry on and record the rollback here
        afterwards.
      </p>
      <ButtonLink look="primary" href={retry}>
        Try again
      </ButtonLink>
    </div>
  );
}
