import type { RetryCandidate } from '../../../source/domain/change/retry-candidate.ts';

type Given = Partial<Omit<RetryCandidate, 'plain' | 'partners'>> & {
  readonly plain?: Partial<RetryCandidate['plain']>;
  readonly partners?: Partial<RetryCandidate['partners']>;
};

/** A failed mail to one partner, whom nobody has served. */
export const candidate = ({ plain, partners, ...given }: Given = {}): RetryCandidate => ({
  id: 7,
  messageId: 70,
  state: 'exception',
  stored: { state: 'exception', write_date: '2026-11-28 10:00:00', scheduled_date: null },
  failureReason: 'Connection unexpectedly closed',
  failureType: null,
  date: new Date('2026-11-28T10:00:00Z'),
  from: 'sales@acme.example',
  forcedServerId: null,
  aliasDomainId: null,
  document: null,
  ...given,
  plain: { inTo: false, inCc: false, readable: false, blacklisted: false, outcome: 'not-known', ...plain },
  partners: {
    count: 1,
    served: [],
    servedIn: [{ relation: 'mail_mail_res_partner_rel', partners: partners?.served ?? [] }],
    unusable: 0,
    unrecorded: 0,
    unaddressed: 0,
    blacklisted: 0,
    onLaterMail: 0,
    ...partners,
  },
});
