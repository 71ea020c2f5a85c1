import type { Socket } from 'node:net';
import type { Draft } from './draft.ts';
import type { RefusedSecrets } from './refused-secrets.ts';
import type { SessionLog } from './session-log.ts';
import type { SmtpNetwork } from './smtp-network.ts';
import type { SmtpRequest } from './smtp-request.ts';
import type { TimeBudget } from './time-budget.ts';
import type { Trust } from './tls/trust.ts';

/** All that one session works with. */
export interface SmtpSession {
  readonly request: SmtpRequest;
  readonly heloName: string;
  readonly network: SmtpNetwork;
  readonly trust: Trust;
  readonly refusedSecrets: RefusedSecrets;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly log: SessionLog;
  readonly budget: TimeBudget;
  readonly draft: Draft;
  /** Handed over once the first envelope was accepted whole; a probe has none, and nothing else gets past DATA. */
  readonly message?: Buffer;
  /** Every socket that was opened, outermost last, to be destroyed at the end whatever happened. */
  readonly sockets: Socket[];
}
