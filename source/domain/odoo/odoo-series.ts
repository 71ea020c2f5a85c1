/** The major versions this project knows, oldest first. How they differ is in traits.ts. */
export const odooSeries = [14, 15, 16, 17, 18, 19, 20] as const;

export type OdooSeries = (typeof odooSeries)[number];

const [oldestSeries] = odooSeries;
export const newestSeries = odooSeries.reduce<OdooSeries>((_, series) => series, oldestSeries);

/** `14 to 19`, for sentences. */
export const knownSeries = `${oldestSeries} to ${newestSeries}`;

export const isOdooSeries = (value: number): value is OdooSeries => odooSeries.some((series) => series === value);

/** The known series that is closest: of a newer Odoo the newest, of an older one the oldest. */
export const nearestSeries = (major: number): OdooSeries =>
  isOdooSeries(major) ? major : major < oldestSeries ? oldestSeries : newestSeries;
