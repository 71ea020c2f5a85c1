import type { Status } from './status.ts';

/** Every precaution, in the order in which they are shown. The ids are fixed: scripts name them. */
export const precautionIds = [
  'provider',
  'monitor',
  'log-rotation',
  'sender-records',
  'answers',
  'last-test',
  'announcements',
  'queue-pace',
  'old-failures',
  'second-server',
  'copies',
  'kept-mails',
] as const;

export type PrecautionId = (typeof precautionIds)[number];

const worstFirst: readonly Status[] = ['fail', 'warn', 'unknown', 'ok'];

/** How a precaution stands: the worst that was found; what nobody could measure keeps it from being well. */
export const judgePrecaution = (statuses: readonly Status[]): Status =>
  worstFirst.find((status) => statuses.includes(status)) ?? 'skipped';
