import type { Cause } from '../../checks/cause.ts';
import { refusedAtOnce } from '../../checks/measure/live-refusals.ts';
import { alignment } from './alignment.ts';
import { bounces } from './bounces.ts';
import { dkim } from './dkim.ts';
import { dmarc } from './dmarc.ts';
import { freeMail } from './free-mail.ts';
import { refusals } from './refusals.ts';
import { publishDkim, publishDmarc, publishSpf } from './remedies.ts';
import { domainLists, ownServer } from './reputation.ts';
import { spf } from './spf.ts';

/** What DNS says about the domains that mail leaves under. */
export const dnsCause: Cause = {
  id: 'dns',
  title: 'SPF, DKIM or DMARC records',
  question: 'Do the domain’s records vouch for this mail?',
  checks: [spf, dkim, dmarc, alignment, freeMail, bounces, domainLists, ownServer, refusals, refusedAtOnce('dns')],
  remedies: [publishSpf, publishDkim, publishDmarc],
};
