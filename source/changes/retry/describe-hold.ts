import { countOf } from '../../domain/wording/count.ts';
import { formatDateTime } from '../../domain/wording/duration.ts';
import type { HeldOthers } from './hold-others.ts';

/** Until when waiting mails stay, and what happens then: a sentence. */
export const describeHold = ({ server, mails, until }: Pick<HeldOthers, 'server' | 'mails' | 'until'>): string =>
  `${countOf(mails, 'waiting mail')} of ${server} ${mails === 1 ? 'is' : 'are'} held until ${formatDateTime(until)} and all leave then: spread them before that with odoo-mail-doctor fix rate-limit.pace.`;
