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
