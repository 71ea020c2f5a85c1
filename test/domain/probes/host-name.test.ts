import { describe, expect, test } from 'vitest';
import { describeHostNameFlaw, judgeHostName } from '../../../source/domain/probes/host-name.ts';
import { describeResolutionFailure } from '../../../source/domain/probes/network.ts';

const clean = 'smtp.acme.example';

describe('what is no host name, whatever DNS holds', () => {
  test.each<[string, RegExp, string | undefined, number?]>([
    [`${clean}:36639`, /holds a port \(36639\)/, clean, 36639],
    [`${clean} 587`, /holds a port \(587\)/, clean, 587],
    [`${clean}:`, /ends with a “:”/, clean],
    [` ${clean}`, /begins with a blank/, clean],
    [`${clean} `, /^ends with a blank/, clean],
    [` ${clean}\u00a0`, /begins and ends with a blank/, clean],
    [`${clean}\n`, /ends with a blank/, clean],
    ['smtp. acme.example', /holds a blank/, clean],
    ['tls smtp.acme.example', /holds a blank/, undefined],
    ['smtp.acme.example (Acme)', /holds a blank/, undefined],
    [`https://${clean}`, /begins with “https:\/\/”/, clean],
    [`ssl://${clean}:465/`, /begins with “ssl:\/\/”, holds “\/”, holds a port/, clean, 465],
    [`${clean}/webmail`, /holds “\/webmail”/, clean],
    ['info@acme.example', /holds an “@”/, undefined],
    [`odoo@${clean}`, /holds an “@”/, clean],
    [`@${clean}`, /holds an “@”/, clean],
    ['smtp1.acme.example,smtp2.acme.example', /holds 2 names/, undefined],
    ['smtp1.acme.example; smtp2.acme.example', /holds 2 names/, undefined],
    ['smtp1.acme.example smtp2.acme.example mx.acme.example', /holds 3 names/, undefined],
    ['smtp,acme.example', /holds a comma/, clean],
    [`${clean},`, /holds a comma/, clean],
    ['smtp..acme.example', /a dot with nothing before it/, clean],
    [`.${clean}`, /a dot with nothing before it/, clean],
    [`“${clean}”`, /quotation marks/, clean],
    [`<${clean}>`, /quotation marks/, clean],
    [`${clean};`, /holds “;”/, clean],
    [`[${clean}]`, /^stands in brackets$/, clean],
    [`[${clean}]:587`, /stands in brackets, holds a port \(587\)/, clean, 587],
    ['[192.0.2.1]:25', /stands in brackets, holds a port \(25\)/, '192.0.2.1', 25],
    ['[192.0.2.1]', /stands in brackets/, '192.0.2.1'],
    ['[2001:db8::1]:587', /stands in brackets, holds a port \(587\)/, '2001:db8::1', 587],
    ['192.0.2.1:25', /holds a port \(25\)/, '192.0.2.1', 25],
    [`${'a'.repeat(64)}.example`, /is too long/, undefined],
    [`${clean}.:25`, /holds a port \(25\), ends with a dot/, clean, 25],
  ])('%j', (host, clauses, suggestion, port) => {
    const flaw = judgeHostName(host);
    expect(flaw?.clauses.join(', ')).toMatch(clauses);
    expect(flaw).toMatchObject({ suggestion, port, isHopeless: true });
  });
});

describe('what makes trouble, or is found all the same', () => {
  test.each<[string, RegExp, string | undefined]>([
    [`${clean}.`, /ends with a dot/, clean],
    ['mail_hog', /holds “_”/, undefined],
    ['*.acme.example', /holds “\*”/, undefined],
    ['smt\u0440.acme.example', /holds “\u0440”, which is not ASCII/, clean],
    ['smtp\u2013a.acme.example', /not ASCII/, 'smtp-a.acme.example'],
    ['smtp.bücher.example', /holds “ü”, which is not ASCII/, undefined],
    [`smtp.acme\u200b.example`, /invisible character \(U\+200B\)/, clean],
    ['None', /for “nothing”/, undefined],
    ['false', /for “nothing”/, undefined],
  ])('%j', (host, clauses, suggestion) => {
    const flaw = judgeHostName(host);
    expect(flaw?.clauses.join(', ')).toMatch(clauses);
    expect(flaw).toMatchObject({ suggestion, isHopeless: false });
  });
});

test.each([
  clean,
  'localhost',
  'mailhog',
  '192.0.2.1',
  '::1',
  '2001:db8::1',
  'fe80::1%eth0',
  'xn--bcher-kva.example',
  `${'a'.repeat(63)}.example`,
  'SMTP-1.Acme.Example',
])('%j has no flaw', (host) => {
  expect(judgeHostName(host)).toBeUndefined();
});

test.each([
  ['nxdomain', 'smtp.acme.example:587', /^“smtp.acme.example:587” is no host name: it holds a port \(587\)\. “smtp.ac/],
  ['timeout', 'smtp.acme.example:587', /^“smtp.acme.example:587” is no host name/],
  ['nxdomain', ' smtp.acme.example', /^“ smtp.acme.example” is no host name: it begins with a blank/],
  ['nxdomain', 'mail_hog', /^“mail_hog” does not exist in DNS, and it holds “_”/],
  ['timeout', 'mail_hog', /^mail_hog could not be resolved/],
  ['nxdomain', 'smpt.acme.example', /look for a typing error/],
] as const)('a lookup that ended with %s for %j says so', (reason, host, words) => {
  expect(describeResolutionFailure(host, reason)).toMatch(words);
});

test('what a terminal would obey is not shown', () => {
  const host = 'smtp.acme.example\u001b[31m';
  const flaw = judgeHostName(host);
  expect(flaw && describeHostNameFlaw(host, flaw)).not.toContain('\u001b');
});
