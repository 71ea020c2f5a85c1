/** How to reach a served world: the one line of `demo --serve --format json`, exactly these keys. */
export interface WorldInfo {
  /** A libpq URI of the Odoo database. */
  readonly dsn: string;
  /** Path of the odoo.conf written for this world. */
  readonly config: string;
  /** `127.0.0.1:PORT` of its DNS server. */
  readonly resolver: string;
  /** Like `18.0`. */
  readonly odooVersion: string;
  readonly scenario: string;
}

/** Reads the line back. @throws Error when it is something else. */
export const parseWorldInfo = (line: string): WorldInfo => {
  const value: unknown = JSON.parse(line);
  const read = (key: keyof WorldInfo): string => {
    const text = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
    if (typeof text !== 'string') throw new Error(`the demo world reported no ${key}`);
    return text;
  };
  return {
    dsn: read('dsn'),
    config: read('config'),
    resolver: read('resolver'),
    odooVersion: read('odooVersion'),
    scenario: read('scenario'),
  };
};
