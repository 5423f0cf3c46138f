import { readCluster, superuserUrl } from "../db/embedded/cluster";
import { Product } from "../e2e/product";
import { fillHistory } from "./fill-history";
import { waitForSequencer } from "./ledger";
import { newSession } from "./take-steps";

/** A product with a history, and a session for each measured account. */
export type FilledProduct = {
  readonly product: Product;
  readonly changes: number;
  readonly tokens: Readonly<Record<Account, string>>;
  readonly superuser: string;
};

const accounts = ["operator-1", "operator-2", "reviewer-1", "reviewer-2", "ops-lead-1", "ops-lead-2"] as const;
type Account = (typeof accounts)[number];

/** Starts a product with about that many changes, some of which pass every rule. */
export async function fillProduct(
  changeCount: number,
  simulated = Math.min(changeCount, 1000),
): Promise<FilledProduct> {
  const product = await Product.start();
  // The others are copies, written with triggers disabled.
  const copies = Math.ceil((changeCount / simulated - 1) * 1.04);
  await fillHistory(await product.urlOf("owner"), { simulated, copies, years: copies > 0 ? 9 : 1 });
  const owner = await product.sql("owner");
  await waitForSequencer(owner);
  await owner`vacuum analyze`;
  const tokens = await Promise.all(accounts.map(async (account) => [account, await newSession(product, account)]));
  const [size] = await owner`select count(*)::int as changes from changes`;
  const cluster = await readCluster(product.folder);
  if (!cluster) throw new Error("The product has no database.");
  return {
    product,
    changes: Number(size?.changes),
    tokens: Object.fromEntries(tokens),
    superuser: superuserUrl(cluster, "windlass"),
  };
}
