import type { AddressAttempt, HostAddress, HostAnswer } from '../../domain/probes/network.ts';
import type { AuthOutcome, Capabilities, DeliveryOutcome, SenderVerdict } from '../../domain/probes/smtp-report.ts';
import type { TlsReport } from '../../domain/probes/tls-report.ts';

/** What a session has found so far: filled in as it goes, so that it can end anywhere and still be reported. */
export interface Draft {
  resolution: HostAnswer | undefined;
  attempts: Promise<readonly AddressAttempt[]>;
  connectedTo: HostAddress | undefined;
  tls: TlsReport | undefined;
  capabilities: Capabilities | undefined;
  auth: AuthOutcome;
  readonly senders: SenderVerdict[];
  delivery: DeliveryOutcome;
}

/** Nothing found yet. */
export const beginDraft = (authAsked: boolean): Draft => ({
  resolution: undefined,
  attempts: Promise.resolve([]),
  connectedTo: undefined,
  tls: undefined,
  capabilities: undefined,
  auth: { kind: authAsked ? 'not-reached' : 'not-asked' },
  senders: [],
  delivery: { kind: 'not-sent' },
});
