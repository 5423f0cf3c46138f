/** An address of a peer, and what it is called. */
export type PeerAddress = { readonly what: string; readonly url: string };

/** Reads a list of addresses: one a line, a name and a tab before it if one likes; empty lines and those that begin with # say nothing. */
export const parseAddresses = (text: string): PeerAddress[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [, name = "", url = ""] = /^(?:(.*)\t)?\s*(\S+)$/.exec(line) ?? [];
      if (!/^http:$/.test(URL.canParse(url) ? new URL(url).protocol : ""))
        throw new Error(`This is no http address to ask a peer: ${line}`);
      return { what: name.trim() || url, url };
    });
