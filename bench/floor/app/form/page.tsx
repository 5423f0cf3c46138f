import { acceptForm } from "./action";

export const dynamic = "force-dynamic";

export default function FormPage() {
  return (
    <form action={acceptForm}>
      <button type="submit">Send</button>
    </form>
  );
}
