/** Where a font that is imported is served. */
declare module "*.woff2" {
  const url: string;
  export default url;
}
