import type { Cause } from '../../checks/cause.ts';
import { refusedAtOnce } from '../../checks/measure/live-refusals.ts';
import { alignment } from './alignment-check.ts';
import { bounces } from './bounces-check.ts';
import { dkim } from './dkim-check.ts';
import { dmarc } from './dmarc-check.ts';
import { refusals } from './dns-refusals-check.ts';
import { freeMail } from './free-mail-check.ts';
import { publishDkim, publishDmarc, publishSpf } from './publish-record-remedies.ts';
import { domainLists, ownServer } from './reputation-checks.ts';
import { spf } from './spf-check.ts';

/** What DNS says about the domains that mail leaves under. */
export const dnsCause: Cause = {
  id: 'dns',
  title: 'SPF, DKIM or DMARC records',
  question: 'Do the domain’s records vouch for this mail?',
  checks: [spf, dkim, dmarc, alignment, freeMail, bounces, domainLists, ownServer, refusals, refusedAtOnce('dns')],
  remedies: [publishSpf, publishDkim, publishDmarc],
};
