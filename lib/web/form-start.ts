/**
 * The beginning of a multipart body as a whole form: cut behind the last part that is complete, and closed. Null where no part
 * is. So that of a form that is too long to read what was typed before its files is not lost.
 */
export function closedFormStart(start: Uint8Array, contentType: string): Uint8Array<ArrayBuffer> | null {
  const boundary = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType.slice(0, 1000));
  const delimiter = `--${boundary?.[1] ?? boundary?.[2] ?? ""}`;
  const last = Buffer.from(start.buffer, start.byteOffset, start.byteLength).lastIndexOf(`\r\n${delimiter}`);
  if (!boundary || last < 0) return null;
  return new Uint8Array(Buffer.concat([start.subarray(0, last), Buffer.from(`\r\n${delimiter}--\r\n`)]));
}
