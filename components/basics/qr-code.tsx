import QRCode from "qrcode";

type Props = { text: string; label: string };

/** The width of the empty border that a scanner needs, in modules. */
const quietZone = 4;

/** A QR code, dark on white in every colour scheme, because scanners expect it. */
export function QrCode({ text, label }: Props) {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: "M" }).modules;
  const width = size + 2 * quietZone;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${width}`}
      className="size-44 rounded-md border border-line"
      shapeRendering="crispEdges"
    >
      <rect width={width} height={width} fill="#fff" />
      <path d={modulesPath(data, size)} fill="#000" />
    </svg>
  );
}

/** A path with one rectangle for each run of dark modules in a row. */
function modulesPath(data: ArrayLike<number>, size: number): string {
  let path = "";
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) {
      if (!data[row * size + column]) continue;
      const start = column;
      while (column + 1 < size && data[row * size + column + 1]) column += 1;
      path += `M${start + quietZone} ${row + quietZone}h${column - start + 1}v1h-${column - start + 1}z`;
    }
  return path;
}
