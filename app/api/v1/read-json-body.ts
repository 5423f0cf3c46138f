import type { NextRequest } from "next/server";
import { maxApiBodyBytes, parseJsonBody } from "@/lib/api/parse-json-body";
import { ApiProblem } from "./api-responses";

type Body = { readonly text: string; readonly fields: Readonly<Record<string, unknown>> };

/** The fields of a request's JSON body, and its text, by which repeated requests are recognised. */
export async function readJsonBody(request: NextRequest): Promise<Body> {
  const text = await readText(request);
  const contentType = request.headers.get("content-type") ?? "";
  if (text !== "" && !/^application\/json(?:\s*;|$)/i.test(contentType.trim()))
    throw new ApiProblem({ status: 415, detail: "Send the body as application/json." });
  const parsed = parseJsonBody(text);
  if (parsed.ok) return { text, fields: parsed.fields };
  throw new ApiProblem({ status: 400, detail: problems[parsed.problem] });
}

const problems = {
  "no JSON": "The body is no JSON.",
  "too deep": "The body is nested too deeply.",
  "no object": "Send an object of named fields as the body.",
};

async function readText(request: NextRequest): Promise<string> {
  if (Number(request.headers.get("content-length")) > maxApiBodyBytes) throw tooLarge();
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { value } = await reader.read();
    if (!value) break;
    length += value.length;
    if (length > maxApiBodyBytes) {
      await reader.cancel();
      throw tooLarge();
    }
    pieces.push(value);
  }
  return decode(Buffer.concat(pieces));
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ApiProblem({ status: 400, detail: "The body is not UTF-8." });
  }
}

const tooLarge = () => new ApiProblem({ status: 413, detail: "A body may have at most 1 MB. Nothing was saved." });
