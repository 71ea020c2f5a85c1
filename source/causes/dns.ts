import type { Cause } from './cause.ts';
import { alignment } from './dns/alignment.ts';
import { bounces } from './dns/bounces.ts';
import { dkim } from './dns/dkim.ts';
import { dmarc } from './dns/dmarc.ts';
import { freeMail } from './dns/free-mail.ts';
import { refusals } from './dns/refusals.ts';
import { domainLists, ownServer } from './dns/reputation.ts';
import { spf } from './dns/spf.ts';

/** What DNS says about the domains that mail leaves under. */
export const dns: Cause = {
  id: 'dns',
  title: 'SPF, DKIM or DMARC records',
  question: 'Do the domain’s records vouch for this mail?',
  checks: [spf, dkim, dmarc, alignment, freeMail, bounces, domainLists, ownServer, refusals],
  remedies: [],
};
