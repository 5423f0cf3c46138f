import { expect, it } from "vitest";
import { requestIdFrom } from "./request-id";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
const idOf = (requestId?: string, parent?: string) => requestIdFrom({ requestId, traceparent: parent }, () => "made");

it.each([["0123abcd"], ["c0ffee00-0000-4000-8000-000000000001"], ["Root=1-67891233-abcdef012345678912345678"]])(
  "is the proxy's: %s",
  (id) => expect(idOf(id, traceparent)).toBe(id),
);

it.each([
  "",
  "short",
  "a b c d e f g h",
  "<script>alert(1)</script>",
  "x".repeat(129),
  "line\nbreak-line",
  "“quoted-id”",
])("is not %j", (id) => {
  expect(idOf(id)).toBe("made");
  expect(idOf(id, traceparent)).toBe(traceId);
});

it.each([
  `00-${"0".repeat(32)}-00f067aa0ba902b7-01`,
  `ff-${traceId}-00f067aa0ba902b7-01`,
  `00-${traceId}`,
  traceId,
  `00-${traceId.toUpperCase()}-00f067aa0ba902b7-01`,
])("is made where the parent is malformed: %s", (parent) => expect(idOf(undefined, parent)).toBe("made"));
