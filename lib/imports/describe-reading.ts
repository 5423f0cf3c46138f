import { importedFieldNames, importedFields } from "./imported-fields";
import { dateOrderLabels } from "./parse-moment";
import type { Reading } from "./read-past";

/** How a file was read, a line each: which field from which column, how dates are written, and the zone of times without an offset. */
export const describeReading = ({ mapping, dateOrder, zone }: Reading): string =>
  [
    ...importedFieldNames.flatMap((name) =>
      mapping[name] === undefined ? [] : [`${importedFields[name].label}: “${mapping[name]}”`],
    ),
    `Dates: like ${dateOrderLabels[dateOrder]}`,
    `Times without an offset: ${zone}`,
  ].join("\n");
