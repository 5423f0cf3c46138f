/** The token of an Authorization header; null where there is none of a token's form. */
export const bearerTokenIn = (header: string | null): string | null =>
  /^Bearer +([\w-]{20,200})$/i.exec(header?.trim() ?? "")?.[1] ?? null;
