import { settings } from "@/app/_request/settings";
import { isLimited, type TokenLimits } from "@/db/api/token-limits";
import { idFromNumber } from "@/lib/api/collections";
import { cursorAfter, readCursor } from "@/lib/api/cursor";
import type { Operation } from "@/lib/api/operation";
import { addressesOf } from "@/lib/api/record-addresses";
import { versionTag } from "@/lib/api/version-tag";
import { refusalSentence } from "@/lib/refusals/refusal-sentence";
import type { RecordType } from "@/lib/rules/record";
import type { ApiCaller } from "./api-caller";
import { type ApiAnswer, ApiProblem } from "./api-responses";

export type ReadRequest = {
  readonly caller: ApiCaller;
  readonly operation: Operation;
  readonly number: string | null;
  readonly query: URLSearchParams;
};

type Rows<Row> = {
  readonly recordType: RecordType | null;
  readonly read: (request: RowsOptions) => Promise<readonly Row[]>;
  readonly idOf: (row: Row) => number;
  readonly bodyOf: (row: Row) => object;
  readonly needsUnlimited: boolean;
};
type RowsOptions = {
  readonly limits: TokenLimits;
  readonly id?: number;
  readonly after?: number;
  readonly limit?: number;
};
type RecordRow = ({ readonly number: string } | { readonly id: number }) & { readonly version: number };

/** The rows of records: each with its addresses. */
export function recordRows<Row extends RecordRow>(
  recordType: RecordType,
  read: Rows<Row>["read"],
  needs?: "unlimited tokens",
): Rows<Row> {
  const idOf = (row: Row) => ("id" in row ? row.id : (idFromNumber(recordType, row.number) ?? 0));
  const bodyOf = (row: Row) => ({ ...row, ...addressesOf(recordType, idOf(row), settings().appUrl) });
  return { recordType, read, idOf, bodyOf, needsUnlimited: needs !== undefined };
}

/** Events have places instead of numbers. */
export const eventRows = <Row extends { readonly index: number }>(read: Rows<Row>["read"]): Rows<Row> => ({
  ...{ recordType: null, read, idOf: ({ index }) => index, bodyOf: (row) => row, needsUnlimited: true },
});

const defaultPageSize = 50;

/** A page of a list, and where the next one is. */
export const listAnswer =
  <Row>({ read, idOf, bodyOf, needsUnlimited }: Rows<Row>) =>
  async ({ caller, operation, query }: ReadRequest): Promise<ApiAnswer> => {
    if (needsUnlimited) requireUnlimited(caller);
    const { limit = defaultPageSize, cursor, ...filters } = readQuery(operation, query);
    const after = typeof cursor === "string" ? readCursor(operation.path, cursor) : 0;
    if (after === null)
      throw badQuery({ cursor: "This is no cursor of this list. Take it from `next` of the page before." });
    const options = { ...filters, limits: limitsOf(caller), after, limit: Number(limit) };
    const rows = await read(options);
    const items = rows.slice(0, Number(limit));
    const last = items.at(-1);
    const next = rows.length > items.length && last ? nextAddress(operation.path, query, idOf(last)) : null;
    return { status: 200, body: { items: items.map(bodyOf), next } };
  };

/** One record with its version as ETag. */
export const recordAnswer =
  <Row extends RecordRow>({ recordType, read, bodyOf, needsUnlimited }: Rows<Row>) =>
  async ({ caller, number }: ReadRequest): Promise<ApiAnswer> => {
    if (needsUnlimited) requireUnlimited(caller);
    const id = recordType && idFromNumber(recordType, number ?? "");
    const [row] = id ? await read({ limits: limitsOf(caller), id }) : [];
    if (!row) throw noSuchRecord();
    return { status: 200, body: bodyOf(row), headers: { ETag: versionTag(row.version) } };
  };

export const noSuchRecord = () => new ApiProblem({ status: 404, detail: refusalSentence("no_such_record") });

export const limitsOf = ({ accessToken: { clientIds, systemIds } }: ApiCaller): TokenLimits => ({
  clientIds,
  systemIds,
});

/** The query of a request, by the schema of its operation. */
export const queryOf = <Query>({ operation, query }: ReadRequest): Query => readQuery(operation, query) as Query;

function requireUnlimited(caller: ApiCaller): void {
  if (isLimited(limitsOf(caller)))
    throw new ApiProblem({
      status: 403,
      detail: "This token is limited to certain clients or systems, and this list is about all. Use another token.",
    });
}

function readQuery({ query: schema }: Operation, given: URLSearchParams): Readonly<Record<string, unknown>> {
  const names = [...given.keys()];
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw badQuery({ [twice.slice(0, 60)]: "Give this once." });
  const parsed = schema?.safeParse(Object.fromEntries(given));
  if (!parsed) return {};
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.slice(0, 50).map((name) => [name.slice(0, 60), "This list has no such parameter."])
      : [[String(issue.path[0]), "This value is not valid here."]],
  );
  throw badQuery(Object.fromEntries(fields));
}

const badQuery = (fields: Readonly<Record<string, string>>) =>
  new ApiProblem({ status: 400, detail: "The query of this address is not valid.", fields });

function nextAddress(path: string, query: URLSearchParams, after: number): string {
  const next = new URLSearchParams(query);
  next.set("cursor", cursorAfter(path, after));
  return `${settings().appUrl}/api/v1${path}?${next}`;
}
