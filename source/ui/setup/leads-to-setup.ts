import type { Loss, LostConnection } from '../../queue/queue-events.ts';

/** One no may come of a password or a role that is being changed just now. */
const mostRefusals = 2;
/** A restart of PostgreSQL or of a pooler, or a standby that takes over, is over by then; milliseconds. */
const patienceMs = 30_000;

/** Where the connection stands nothing is to be set up, unless it is the server that says no. */
const stands: Readonly<Record<Loss, boolean>> = {
  unreachable: false,
  silent: false,
  refused: false,
  locked: true,
  unread: true,
};

/**
 * Whether a connection that was lost leads back to the set-up screen. Until then the last picture stays, marked as old:
 * most losses mend themselves. Where the server itself refuses, waiting does not help.
 */
export const leadsToSetup = ({ attempts, loss, since }: LostConnection, now: Date): boolean =>
  !stands[loss] && attempts >= mostRefusals && (loss === 'refused' || now.getTime() - since.getTime() >= patienceMs);
