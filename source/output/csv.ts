/** One line of CSV (RFC 4180). Cells that a spreadsheet would run as a formula are quoted as text. */
const csvLine = (cells: readonly (string | number | null | undefined)[]): string =>
  `${cells
    .map((cell) => {
      const text = String(cell ?? '');
      const safe = typeof cell === 'string' && /^[=+\-@\t]/.test(text) ? `'${text}` : text;
      return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    })
    .join(',')}\r\n`;

/** A CSV file with a heading line. */
export const formatCsv = (
  headings: readonly string[],
  rows: readonly (readonly (string | number | null | undefined)[])[],
): string => [headings, ...rows].map(csvLine).join('');

/** Further lines of such a file. */
export const formatCsvLines = (rows: readonly (readonly (string | number | null | undefined)[])[]): string =>
  rows.map(csvLine).join('');
