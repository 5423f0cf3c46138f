import { cssString } from "@/lib/text/css-string";

type Props = {
  /** The nonce of the response's Content-Security-Policy. */
  nonce: string | undefined;
  left: string;
  right: string;
  /** At the left of the foot, beside the number of the page. */
  foot?: string;
};

/** The running header and footer of every printed page (CSS page margin boxes). */
export const RunningHead = ({ nonce, left, right, foot }: Props) => (
  <style
    nonce={nonce}
    // biome-ignore lint/security/noDangerouslySetInnerHtml: cssString lets nothing out of its strings
    dangerouslySetInnerHTML={{
      __html: `@page{@top-left{content:${cssString(left)}}@top-right{content:${cssString(right)}}${
        foot ? `@bottom-left{content:${cssString(foot)}}` : ""
      }}`,
    }}
  />
);
