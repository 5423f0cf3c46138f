type Props = { numbers: readonly string[]; populationSize: number; seed: string };

/** Explains the draw, so that anybody can repeat it. */
export const SampleList = ({ numbers, populationSize, seed }: Props) => (
  <>
    <p className="mb-2 max-w-prose">
      {numbers.length} of {populationSize.toLocaleString("en")} records, drawn with the seed{" "}
      <b className="wrap-anywhere whitespace-pre-wrap">{seed}</b>. Each record’s digest is the SHA-256 of the seed, a
      newline and its number; the records with the smallest digests are drawn. The same seed and population always give
      the same sample, here and with <code className="text-sm whitespace-nowrap">npm run sample</code>.
    </p>
    <ul aria-label="Records drawn" className="flex flex-wrap gap-x-5 gap-y-1 tabular-nums">
      {numbers.map((number) => (
        <li key={number}>
          <a className="link" href={`/changes/${number}`}>
            {number}
          </a>
        </li>
      ))}
    </ul>
  </>
);
