import type { DnsProblem } from '../problem.ts';
import { isSpfText } from '../spf/parse.ts';
import { tagValue } from '../tags.ts';
import { type DmarcRecord, isDmarcText, readPolicy, reportDomain } from './record.ts';

/** One thing that can be wrong with a DMARC record, with the end of a sentence that begins with its name. */
interface Rule {
  readonly id: string;
  readonly severity: DnsProblem['severity'];
  find(record: DmarcRecord): string | undefined;
}

const knownTags = ['v', 'p', 'sp', 'np', 'adkim', 'aspf', 'fo', 'rua', 'ruf', 't', 'psd', 'pct', 'rf', 'ri'];
const mostReportUris = 2;

const invalidValue = ({ list }: DmarcRecord, names: readonly string[], allowed: RegExp): string | undefined => {
  const wrong = names.filter((name) => !allowed.test(tagValue(list, name) ?? ''));
  const present = wrong.filter((name) => tagValue(list, name) !== undefined);
  if (present.length === 0) return undefined;
  const written = present.map((name) => `${name}=${tagValue(list, name)}`).join(', ');
  return `says ${written}, which means nothing; receivers take the default`;
};

const rules: readonly Rule[] = [
  {
    id: 'dmarc.policy',
    severity: 'fail',
    find: ({ list, p }) => {
      const written = tagValue(list, 'p');
      if (p !== undefined) return undefined;
      return written === undefined
        ? 'has no policy (p=), so new receivers take none and old ones ignore the record'
        : `has the policy '${written}', which does not exist; receivers take none or ignore the record`;
    },
  },
  {
    id: 'dmarc.syntax',
    severity: 'fail',
    find: ({ list }) => {
      if (list.repeated.length > 0) return `says ${list.repeated.join(', ')}= more than once, which makes it invalid`;
      return list.broken.length > 0 ? `contains "${list.broken.join('; ')}", which is no tag` : undefined;
    },
  },
  {
    id: 'dmarc.tag-case',
    severity: 'warn',
    find: ({ list }) => {
      const upper = list.tags
        .slice(1)
        .find(({ name }) => !knownTags.includes(name) && knownTags.includes(name.toLowerCase()));
      return upper === undefined ? undefined : `writes ${upper.name}= in capitals; strict receivers do not know it`;
    },
  },
  {
    id: 'dmarc.unknown-tag',
    severity: 'note',
    find: ({ list }) => {
      const unknown = list.tags.filter(({ name }) => !knownTags.includes(name.toLowerCase())).map(({ name }) => name);
      return unknown.length === 0 ? undefined : `has tags that receivers do not know: ${unknown.join(', ')}`;
    },
  },
  {
    id: 'dmarc.subdomain-policy',
    severity: 'warn',
    find: ({ list }) => {
      const wrong = ['sp', 'np'].filter(
        (name) => tagValue(list, name) !== undefined && readPolicy(tagValue(list, name)) === undefined,
      );
      return wrong.length === 0
        ? undefined
        : `has no valid policy in ${wrong.join(' and ')}=; receivers may take none for everything`;
    },
  },
  {
    id: 'dmarc.alignment-mode',
    severity: 'warn',
    find: (record) => invalidValue(record, ['adkim', 'aspf'], /^[rs]$/i),
  },
  {
    id: 'dmarc.flag',
    severity: 'warn',
    find: (record) => invalidValue(record, ['t'], /^[yn]$/i) ?? invalidValue(record, ['psd'], /^[ynu]$/i),
  },
  {
    id: 'dmarc.failure-options',
    severity: 'warn',
    find: (record) => invalidValue(record, ['fo'], /^\s*[01ds](?:\s*:\s*[01ds])*\s*$/i),
  },
  {
    id: 'dmarc.open-subdomains',
    severity: 'warn',
    find: ({ p, sp }) =>
      sp === 'none' && p !== undefined && p !== 'none'
        ? `says p=${p} but sp=none, so anyone may pose as a subdomain`
        : undefined,
  },
  {
    id: 'dmarc.blind',
    severity: 'warn',
    find: ({ p, rua }) =>
      p === 'none' && rua.length === 0
        ? 'says p=none and asks for no reports (rua=), so it neither protects nor tells'
        : undefined,
  },
  {
    id: 'dmarc.monitoring',
    severity: 'note',
    find: ({ p, rua }) =>
      p === 'none' && rua.length > 0 ? 'says p=none: it collects reports and protects nobody yet' : undefined,
  },
  {
    id: 'dmarc.test',
    severity: 'warn',
    find: ({ isTest, p }) =>
      isTest && p !== 'none' ? `is marked as a test (t=y), so p=${p} is applied one level softer` : undefined,
  },
  {
    id: 'dmarc.percentage',
    severity: 'warn',
    find: ({ list }) =>
      tagValue(list, 'pct') === undefined
        ? undefined
        : `has pct=${tagValue(list, 'pct')}, which receivers of the new standard (RFC 9989) ignore and old ones honour`,
  },
  {
    id: 'dmarc.removed-tag',
    severity: 'note',
    find: ({ list }) => {
      const removed = ['rf', 'ri'].filter((name) => tagValue(list, name) !== undefined);
      return removed.length === 0 ? undefined : `has ${removed.join('= and ')}=, which RFC 9989 removed`;
    },
  },
  {
    id: 'dmarc.policy-not-second',
    severity: 'note',
    find: ({ list, p }) =>
      p !== undefined && list.tags[1]?.name !== 'p'
        ? 'does not have p= as its second tag, where some old receivers want it'
        : undefined,
  },
  {
    id: 'dmarc.report-address',
    severity: 'warn',
    find: ({ rua, ruf }) => {
      const wrong = [...rua, ...ruf].filter((uri) => reportDomain(uri) === undefined);
      return wrong.length === 0
        ? undefined
        : `asks for reports to ${wrong.join(', ')}, which is no address; write mailto:name@domain`;
    },
  },
  {
    id: 'dmarc.report-size',
    severity: 'note',
    find: ({ rua, ruf }) =>
      [...rua, ...ruf].some((uri) => /![0-9]+[kmgt]?$/i.test(uri))
        ? 'limits the size of reports with "!", which is obsolete'
        : undefined,
  },
  {
    id: 'dmarc.many-report-addresses',
    severity: 'note',
    find: ({ rua }) =>
      rua.length > mostReportUris
        ? `asks for reports to ${rua.length} addresses; receivers need only serve ${mostReportUris}`
        : undefined,
  },
];

/** Everything that is wrong with one DMARC record (RFC 9989, and RFC 7489 for those who still read by it). */
export const lintDmarc = (domain: string, record: DmarcRecord): readonly DnsProblem[] =>
  rules.flatMap(({ id, severity, find }) => {
    const what = find(record);
    if (what === undefined) return [];
    return [{ rule: id, severity, subject: domain, message: `The DMARC record of ${domain} ${what}.` }];
  });

const describeAlmost = (text: string): string | undefined => {
  if (isDmarcText(text)) return undefined;
  if (/^\s+v\s*=\s*DMARC1/i.test(text)) return 'a space stands before v=DMARC1';
  if (/^v\s*=\s*dmarc1\s*(?:;|$)/i.test(text)) return 'DMARC1 must be in capitals';
  if (/^v\s*=\s*DMARC1/i.test(text)) return 'a semicolon is missing after v=DMARC1';
  if (/(?:^|;)\s*p\s*=\s*(?:none|quarantine|reject)/i.test(text)) return 'it does not begin with v=DMARC1';
  return isSpfText(text) ? 'it is an SPF record, which belongs to the domain itself' : undefined;
};

/** What is wrong with texts beside the record: almost-records at `_dmarc.`, and DMARC records at the domain itself. */
export const lintDmarcTexts = (
  domain: string,
  texts: { readonly atDmarc: readonly string[]; readonly atDomain: readonly string[] },
): readonly DnsProblem[] => [
  ...texts.atDmarc.flatMap((text): readonly DnsProblem[] => {
    const why = describeAlmost(text);
    if (why === undefined) return [];
    const message = `The text at _dmarc.${domain} is not read as DMARC, because ${why}: "${text}".`;
    return [{ rule: 'dmarc.almost-a-record', severity: 'fail', subject: domain, message }];
  }),
  ...(texts.atDomain.some(isDmarcText)
    ? [
        {
          rule: 'dmarc.wrong-place',
          severity: 'fail',
          subject: domain,
          message: `A DMARC record stands at ${domain} itself, where nobody looks; it belongs at _dmarc.${domain}.`,
        } as const,
      ]
    : []),
];
