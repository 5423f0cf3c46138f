/** Reads CSV as RFC 4180 writes it, and refuses what it does not allow; written apart from what writes ours. */
export function parseCsv(csv: string): string[][] {
  const lines: string[][] = [];
  for (let at = 0; at < csv.length; ) {
    const fields: string[] = [];
    for (;;) {
      const [field, next] = csv[at] === '"' ? quotedField(csv, at + 1) : bareField(csv, at);
      fields.push(field);
      at = next + 1;
      if (csv[next] === ",") continue;
      if (csv.slice(next, next + 2) !== "\r\n") throw new Error(`a line does not end at ${next}`);
      at = next + 2;
      break;
    }
    lines.push(fields);
  }
  return lines;
}

function quotedField(csv: string, from: number): [field: string, next: number] {
  let field = "";
  for (let at = from; at < csv.length; at += 1) {
    if (csv[at] !== '"') field += csv[at];
    else if (csv[at + 1] !== '"') return [field, at + 1];
    else {
      field += '"';
      at += 1;
    }
  }
  throw new Error("a quoted field has no end");
}

function bareField(csv: string, from: number): [field: string, next: number] {
  const rest = /^[^,"\r\n]*/.exec(csv.slice(from, from + 40_000))?.[0] ?? "";
  return [rest, from + rest.length];
}
