import type { DnsProblem } from '../dns-problem.ts';
import { gluedTags, splitValue, type TagList, tagValue } from '../tags.ts';
import { asMeant, type DmarcRecord, knownTags, readPolicy, reportDomain } from './record.ts';

/** One thing that can be wrong with a DMARC record, with the end of a sentence that begins with its name. */
interface Rule {
  readonly id: string;
  readonly severity: DnsProblem['severity'];
  find(record: DmarcRecord): string | undefined;
}

const mostReportUris = 2;

const invalidValue = ({ list }: DmarcRecord, names: readonly string[], allowed: RegExp): string | undefined => {
  const wrong = names.filter((name) => !allowed.test(tagValue(list, name) ?? ''));
  const present = wrong.filter((name) => tagValue(list, name) !== undefined);
  if (present.length === 0) return undefined;
  const written = present.map((name) => `${name}=${tagValue(list, name)}`).join(', ');
  return `says ${written}, which means nothing; receivers take the default`;
};

/** Tags for report addresses that hold none: a person meant to be told, and nobody is. */
const emptyReportTags = (list: TagList): readonly string[] =>
  ['rua', 'ruf'].flatMap((name) => {
    const value = tagValue(list, name);
    return value !== undefined && splitValue(value, ',').length === 0 ? [`${name}=`] : [];
  });

const rules: readonly Rule[] = [
  {
    id: 'dmarc.missing-semicolon',
    severity: 'fail',
    find: ({ text }) => {
      const glued = gluedTags(text, knownTags);
      return glued.length === 0
        ? undefined
        : `lacks a semicolon before ${glued.map((name) => `${name}=`).join(', ')}, so receivers read what stands there as part of the tag before it`;
    },
  },
  {
    id: 'dmarc.policy',
    severity: 'fail',
    find: ({ list, p }) => {
      const written = tagValue(list, 'p');
      // P= in capitals is told by its own rule.
      if (p !== undefined || list.tags.some(({ name }) => name === 'P')) return undefined;
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
    id: 'dmarc.empty-reports',
    severity: 'warn',
    find: ({ list }) => {
      const empty = emptyReportTags(list);
      return empty.length === 0
        ? undefined
        : `has an empty ${empty.join(' and ')}, which asks for reports nowhere; write rua=mailto:name@domain, or leave the tag out`;
    },
  },
  {
    id: 'dmarc.blind',
    severity: 'warn',
    find: ({ list, p, rua }) =>
      p === 'none' && rua.length === 0 && emptyReportTags(list).length === 0
        ? 'says p=none and asks for no reports (rua=), so it neither protects nor tells'
        : undefined,
  },
  {
    id: 'dmarc.monitoring',
    severity: 'note',
    find: ({ p, rua }) =>
      p === 'none' && rua.some((uri) => reportDomain(uri) !== undefined)
        ? 'says p=none: it collects reports and protects nobody yet'
        : undefined,
  },
  {
    id: 'dmarc.test',
    severity: 'warn',
    find: ({ isTest, p }) =>
      isTest && p !== undefined && p !== 'none'
        ? `is marked as a test (t=y), so p=${p} is applied one level softer; receivers that still read by RFC 7489 do not know that tag and apply ${p}`
        : undefined,
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
export const lintDmarc = (domain: string, record: DmarcRecord): readonly DnsProblem[] => {
  // A missing semicolon garbles the tags around it: it is told once, and they are judged as they were meant.
  const meant = asMeant(record);
  return rules.flatMap(({ id, severity, find }) => {
    const what = find(id === 'dmarc.missing-semicolon' ? record : meant);
    if (what === undefined) return [];
    return [{ rule: id, severity, subject: domain, message: `The DMARC record of ${domain} ${what}.` }];
  });
};
