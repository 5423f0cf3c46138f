import { take } from "./action";

export const dynamic = "force-dynamic";

export default function FormPage() {
  return (
    <form action={take}>
      <button type="submit">Send</button>
    </form>
  );
}
