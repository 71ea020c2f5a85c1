import { expect, test } from 'vitest';
import type { Happening, History } from '../../../source/inspection/history/history.ts';
import { describeActor, describeMark } from '../../../source/output/history/lines.ts';
import { redactHistory } from '../../../source/output/history/redact.ts';
import { formatHistoryText } from '../../../source/output/history/text.ts';

const changed: Happening = {
  at: new Date('2026-11-24T05:24:00Z'),
  kind: 'company',
  record: 'res_partner,1',
  words: 'Contact of the company "info@acme.example" changed',
  by: { kind: 'user', id: 6, name: 'Marc Demo' },
  values: [{ field: 'email', before: 'info@acme.example', after: null }],
};
const history: History = {
  since: new Date('2026-11-22T05:29:00Z'),
  onset: { class: 'unknown', title: 'no to rosa@acme.example', count: 1, at: new Date('2026-11-24T05:29:00Z') },
  happenings: [changed],
  suspect: changed,
  unseen: ['Not permitted for rosa@acme.example.'],
};

test('who did it is named, by number where the user is gone, and not where nobody knows', () => {
  expect(describeActor({ kind: 'user', id: 6, name: 'Marc Demo' })).toBe('by Marc Demo');
  expect(describeActor({ kind: 'user', id: 6, name: null })).toBe('by user 6, who is not there any more');
  expect(describeActor({ kind: 'program' })).toBe('by odoo-mail-doctor');
  expect(describeActor({ kind: 'unknown' })).toBe('by whom is not known');
  expect(describeActor(null)).toBe('');
});

test('the suspected change alone is marked, and no change where no mail stands failed', () => {
  expect(describeMark(changed, history)).toBe('5 m before the first failure');
  expect(describeMark({ ...changed }, history)).toBeUndefined();
  expect(describeMark(changed, { ...history, onset: null })).toBeUndefined();
});

test('the text has a line for each happening and its values below', () => {
  expect(formatHistoryText(history, { ascii: true }).split('\n')).toEqual([
    'What changed, since 2026-11-22 05:29 UTC',
    'First failure: 2026-11-24 05:29 UTC, no to rosa@acme.example (1 mail)',
    '',
    '  2026-11-24 05:24 UTC  Contact of the company "info@acme.example" changed, by Marc Demo   <- 5 m before the first failure',
    '                          email: info@acme.example -> (empty)',
    '',
    'Not permitted for rosa@acme.example.',
    '',
  ]);
  const quiet = formatHistoryText({ ...history, suspect: null, happenings: [] }, { ascii: false });
  expect(quiet).toContain(
    'No change that can have caused it is seen before it.\n\n  Nothing is known to have changed.',
  );
  expect(formatHistoryText({ ...history, onset: null, suspect: null }, { ascii: false })).toContain(
    'No mail stands failed.\n\n',
  );
});

test('redacted, names are their first letters and addresses lose their local part, everywhere', () => {
  const redacted = redactHistory(history);
  expect(JSON.stringify(redacted)).not.toMatch(/Marc|Demo|info@|rosa@/);
  expect(redacted.suspect).toBe(redacted.happenings[0]);
  expect(redacted.happenings[0]?.by).toEqual({ kind: 'user', id: 6, name: 'M… D…' });
  expect(redactHistory({ ...history, onset: null, suspect: null })).toMatchObject({ onset: null, suspect: null });
});
