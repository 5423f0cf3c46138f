import { document } from "@/app/_document/document";
import { type LoadedSystems, loadSystems } from "./load";
import { SystemDetails } from "./system-details";
import { SystemRegister } from "./system-register";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Systems", load: loadSystems, render: SystemsPage });

function SystemsPage({ details, register }: LoadedSystems) {
  return details ? <SystemDetails {...details} /> : <SystemRegister {...register} />;
}
