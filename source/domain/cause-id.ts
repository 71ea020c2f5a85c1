/** The causes in the order of the design: the seven founding ones first. Fixed: scripts and journals name them. */
export const causeIds = [
  'cron',
  'credentials',
  'rate-limit',
  'sender',
  'dns',
  'firewall',
  'catchall',
  'no-server',
  'stuck',
  'recipients',
  'size',
  'tls',
  'scheduled',
] as const;

export type CauseId = (typeof causeIds)[number];

/** The causes that a diagnosis must be able to answer before it calls a system healthy. */
export const foundingCauseIds: readonly CauseId[] = causeIds.slice(0, 7);
