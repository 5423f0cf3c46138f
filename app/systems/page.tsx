import { pageOf } from "@/app/_request/page-of";
import { titled } from "@/app/_request/page-title";
import { type LoadedSystems, loadSystems } from "./load";
import { OneSystem } from "./one-system";
import { Register } from "./register";

export const generateMetadata = titled("Systems");

export default pageOf(loadSystems, SystemsPage);

function SystemsPage({ one, all }: LoadedSystems) {
  return one ? <OneSystem {...one} /> : <Register {...all} />;
}
