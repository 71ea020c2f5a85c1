import type { DnsProblem } from '../dns-problem.ts';
import { isSpfText } from '../spf/parse.ts';
import { isDmarcText } from './record.ts';

/** What stands at and around `_dmarc.` of a domain, besides the record. */
export interface DmarcTexts {
  readonly domain: string;
  readonly atDmarc: readonly string[];
  readonly atDomain: readonly string[];
  /** What a wildcard gives every name there that is not published; none without one. */
  readonly byWildcard: readonly string[];
  /** Whether a record applies all the same: one beside, or a parent's. */
  readonly hasPolicy: boolean;
}

const describeAlmost = (text: string): string | undefined => {
  if (isDmarcText(text)) return undefined;
  if (/^\s+v\s*=\s*DMARC1/i.test(text)) return 'a space stands before v=DMARC1';
  if (/^v\s*=\s*dmarc1\s*(?:;|$)/i.test(text)) return 'DMARC1 must be in capitals';
  if (/^v\s*=\s*DMARC1/i.test(text)) return 'a semicolon is missing after v=DMARC1';
  if (/(?:^|;)\s*p\s*=\s*(?:none|quarantine|reject)/i.test(text)) return 'it does not begin with v=DMARC1';
  return isSpfText(text) ? 'it is an SPF record, which belongs to the domain itself' : undefined;
};

/** The consequence, for one line to say all. */
const soNone = ({ domain, hasPolicy }: DmarcTexts): string =>
  hasPolicy ? '' : ` So ${domain} has no DMARC record; large receivers refuse bulk mail from such domains.`;

const lintAlmost = (texts: DmarcTexts): readonly DnsProblem[] => {
  const { domain, atDmarc, byWildcard } = texts;
  const own = atDmarc.filter((text) => !byWildcard.includes(text));
  return own.flatMap((text): readonly DnsProblem[] => {
    const why = describeAlmost(text);
    if (why === undefined) return [];
    const message = `The text at _dmarc.${domain} is not read as DMARC, because ${why}: "${text}".${soNone(texts)}`;
    return [{ rule: 'dmarc.almost-a-record', severity: 'fail', subject: domain, message }];
  });
};

/** Nobody put it there as DMARC, and receivers pass over it: what matters is whether a policy applies. */
const lintWildcard = (texts: DmarcTexts): readonly DnsProblem[] => {
  const { domain, atDmarc, byWildcard, hasPolicy } = texts;
  const answered = atDmarc.filter((text) => byWildcard.includes(text) && !isDmarcText(text));
  if (answered.length === 0) return [];
  const quoted = answered.map((text) => `"${text}"`).join(', ');
  const message = `A wildcard answers for _dmarc.${domain}, as for every name there that is not published, with ${quoted}: that is no DMARC record, and receivers pass over it.${soNone(texts)}`;
  return [{ rule: 'dmarc.wildcard', severity: hasPolicy ? 'note' : 'warn', subject: domain, message }];
};

const lintPlace = (texts: DmarcTexts): readonly DnsProblem[] => {
  const { domain, atDomain, byWildcard, hasPolicy } = texts;
  if (!atDomain.some((text) => isDmarcText(text) && !byWildcard.includes(text))) return [];
  const message = `A DMARC record stands at ${domain} itself, where nobody looks; it belongs at _dmarc.${domain}.${soNone(texts)}`;
  return [{ rule: 'dmarc.wrong-place', severity: hasPolicy ? 'note' : 'fail', subject: domain, message }];
};

/** What is wrong with the texts; where no record applies, each says so itself. */
export const lintDmarcTexts = (texts: DmarcTexts): readonly DnsProblem[] => [
  ...lintAlmost(texts),
  ...lintWildcard(texts),
  ...lintPlace(texts),
];
