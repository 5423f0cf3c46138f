import { allowStyle } from "@/components/basics/render-context";
import { toCssString } from "@/lib/text/css-string";

type Props = {
  left: string;
  right: string;
  /** At the left of the foot, beside the number of the page. */
  footer?: string;
};

/** The running header and footer of every printed page (CSS page margin boxes). */
export function PrintHeaderFooter({ left, right, footer }: Props) {
  const css = `@page{@top-left{content:${toCssString(left)}}@top-right{content:${toCssString(right)}}${
    footer ? `@bottom-left{content:${toCssString(footer)}}` : ""
  }}`;
  allowStyle(css);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: cssString lets nothing out of its strings
  return <style dangerouslySetInnerHTML={{ __html: css }} />;
}
