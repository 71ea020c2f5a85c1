/** The major versions this project knows, oldest first. */
export const odooSeries = [14, 15, 16, 17, 18, 19] as const;

export type OdooSeries = (typeof odooSeries)[number];

export const isOdooSeries = (value: number): value is OdooSeries => odooSeries.some((series) => series === value);
