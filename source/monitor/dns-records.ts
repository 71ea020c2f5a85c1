import type { Evidence } from '../domain/finding/evidence.ts';

/** What of a domain's records mail depends on. Others at the same name, such as proofs of ownership, come and go. */
const isAboutMail = (data: string): boolean => /v=spf1|v=DMARC1|v=DKIM1|\bp=/i.test(data);

/** Said for certain: the name, or such a record, is not there. */
const isCertainNo = (answer: string): boolean => /status: (?:NXDOMAIN|NOERROR)/.test(answer);

/**
 * TXT and MX records that the causes asked for, by question, without their remaining lifetimes and in an order of their
 * own. What was not answered for certain is left out: it did not change as far as anybody knows.
 */
export const readRecords = (evidence: Iterable<Evidence>): Readonly<Record<string, string>> => {
  const records: Record<string, string> = {};
  for (const { kind, asked, answer } of evidence) {
    const [, name, type] = /^dig \+noall \+answer (\S+) (TXT|MX) /.exec(asked) ?? [];
    if (kind !== 'dns' || name === undefined || type === undefined) continue;
    const data = answer
      .split('\n')
      .flatMap((line) => /^\S+ \d+ IN (TXT|MX) (.*)$/.exec(line)?.[2] ?? [])
      .filter((value) => type === 'MX' || isAboutMail(value));
    if (data.length > 0) records[`${type} of ${name}`] = data.toSorted().join(' | ');
    else if (isCertainNo(answer) || /^\S+ \d+ IN TXT /m.test(answer)) records[`${type} of ${name}`] = 'none';
  }
  return records;
};
