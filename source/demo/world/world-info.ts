import { ProbeError } from '../../domain/errors.ts';

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

/**
 * Reads the line back.
 * @throws ProbeError with the reason when the world printed that it failed, or something else altogether.
 */
export const parseWorldInfo = (line: string): WorldInfo => {
  const document = asRecord(JSON.parse(line));
  const failure = asRecord(document['error'])['message'];
  if (failure !== undefined) throw refuse(String(failure));
  const read = (key: keyof WorldInfo): string => {
    const text = document[key];
    if (typeof text !== 'string') throw refuse(`it reported no ${key}`);
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

const refuse = (reason: string): ProbeError =>
  new ProbeError('process', 'demo --serve', `The demo world could not start: ${reason}`);

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
