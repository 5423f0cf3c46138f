import { Button, ButtonLink } from "@/components/basics/button";
import { TextField } from "@/components/form/text-field";

/** A plain GET form: the address is the search. */
export const SearchForm = ({ q }: { q: string | undefined }) => (
  <search aria-label="Search imported records" className="mb-5 block print:hidden">
    <form action="/imports" className="flex flex-wrap items-end gap-3">
      <div className="min-w-0 max-w-3xl flex-1 basis-64">
        <TextField
          name="q"
          type="search"
          label="Search imported records"
          hint="Words, or a number such as IMP-1-17."
          unless=""
          defaultValue={q}
          lines={1}
          maxLength={200}
        />
      </div>
      <Button type="submit">Search</Button>
      {q ? <ButtonLink href="/imports">Clear</ButtonLink> : null}
    </form>
  </search>
);
