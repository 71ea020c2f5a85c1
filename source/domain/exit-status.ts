/** Process statuses, as scripts and monitoring plugins read them. */
export const exitStatus = {
  ok: 0,
  warning: 1,
  critical: 2,
  unknown: 3,
  usage: 64,
  ourFault: 70,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];
