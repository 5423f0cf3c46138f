/** ASCII text as base64url without padding. */
export const base64UrlFrom = (text: string): string =>
  btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** The ASCII text of it; throws on anything else. */
export const textFromBase64Url = (encoded: string): string => atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
