/**
 * The statement with its values in their places: whole numbers, dates, words of plain letters, and lists of them, which
 * can be nothing but themselves. Undefined where there is any other value: that travels as a parameter alone.
 */
export const inlineValues = (text: string, values: readonly unknown[]): string | undefined => {
  const literals = values.map(toLiteral);
  if (literals.includes(undefined)) return undefined;
  return text.replaceAll(/\$(\d+)/g, (whole, place: string) => literals[Number(place) - 1] ?? whole);
};

const toLiteral = (value: unknown): string | undefined => {
  if (isWhole(value)) return `(${value})`;
  if (isPlain(value)) return `'${value}'`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : `'${value.toISOString()}'`;
  if (!isList(value)) return undefined;
  if (value.every(isWhole)) return `'{${value.join(',')}}'`;
  return value.every(isPlain) ? `'{${value.map((word) => `"${word}"`).join(',')}}'` : undefined;
};

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value);

/** Nothing that ends a literal, begins another, or means something to the server's reader of lists. */
const isPlain = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z0-9_.:-]*$/.test(value);
