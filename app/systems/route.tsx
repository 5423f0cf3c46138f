import { document } from "@/app/_document/document";
import { type LoadedSystems, loadSystems } from "./load";
import { OneSystem } from "./one-system";
import { Register } from "./register";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Systems", load: loadSystems, draw: SystemsPage });

function SystemsPage({ one, all }: LoadedSystems) {
  return one ? <OneSystem {...one} /> : <Register {...all} />;
}
