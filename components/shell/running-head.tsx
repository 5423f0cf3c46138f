import { allowStyle } from "@/components/basics/drawing";
import { cssString } from "@/lib/text/css-string";

type Props = {
  left: string;
  right: string;
  /** At the left of the foot, beside the number of the page. */
  foot?: string;
};

/** The running header and footer of every printed page (CSS page margin boxes). */
export function RunningHead({ left, right, foot }: Props) {
  const css = `@page{@top-left{content:${cssString(left)}}@top-right{content:${cssString(right)}}${
    foot ? `@bottom-left{content:${cssString(foot)}}` : ""
  }}`;
  allowStyle(css);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: cssString lets nothing out of its strings
  return <style dangerouslySetInnerHTML={{ __html: css }} />;
}
