import { redirect } from "next/navigation";
import { takeStep } from "@/app/_steps/actions/actions";

export const dynamic = "force-dynamic";

/** Every form posts here, and every response redirects to another page. */
export default function Steps() {
  // Referenced here, so that Next accepts posts of this action at this address.
  if (typeof takeStep === "function") redirect("/");
}
