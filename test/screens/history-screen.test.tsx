import { describe, expect, test } from 'vitest';
import type { Happening, History } from '../../source/inspection/history/history.ts';
import { openScreen } from '../support/open-screen.tsx';

const happening = (at: string, words: string, rest: Partial<Happening> = {}): Happening => ({
  at: new Date(`2026-11-24T${at}:00Z`),
  kind: 'mail-server',
  record: null,
  words,
  by: { kind: 'user', id: 6, name: 'Marc Demo' },
  values: [],
  ...rest,
});

const suspect = happening('05:24', 'Mail server "Gmail" changed');
const history: History = {
  since: new Date('2026-11-22T05:29:00Z'),
  onset: {
    class: 'auth.bad_credentials',
    title: 'password refused (535 5.7.8)',
    count: 298,
    at: new Date('2026-11-24T05:29:00Z'),
  },
  happenings: [
    suspect,
    happening('05:29', 'First failure: password refused (535 5.7.8) (mail 47514); 298 mails until now', {
      kind: 'failure',
      by: null,
    }),
    happening('08:29', 'Enter the password anew', {
      kind: 'own-change',
      by: { kind: 'program' },
      values: [{ field: 'ir_mail_server,1 smtp_port', before: '465', after: '587' }],
    }),
  ],
  suspect,
  unseen: ['Odoo keeps the last writing of a record alone: what was written to it before is not seen.'],
};
const source = { read: async () => history };

test('c opens what changed, marks the change before the first failure, and says by whom', async () => {
  const screen = openScreen({ columns: 120, history: source });
  screen.type('c');
  const text = await screen.waitFor('Marc Demo');
  expect(text).toMatch(/^What changed before it broke, since 2026-11-22 /m);
  expect(text).toMatch(/✖ First failure: \d\d:\d\d, password refused \(535 5\.7\.8\) \(298 mails\)/);
  expect(text).toMatch(/❯ \d\d:\d\d {2}Mail server "Gmail" changed, by Marc Demo {2}← 5 m before the first failure/);
  expect(text).toMatch(/Enter the password anew, by odoo-mail-doctor\n +ir_mail_server,1 smtp_port: 465 → 587/);
  expect(text).toContain('what was written to it before is not seen.');
});

describe('no line is broken or cut off at the right', () => {
  test.each([
    [80, 24],
    [120, 40],
    [200, 60],
  ])('%i×%i', async (columns, rows) => {
    const screen = openScreen({ columns, rows, history: source });
    screen.type('c');
    await screen.waitFor('Marc Demo');
    expect(screen.text()).not.toContain('…');
    expect(screen.text()).toContain('← 5 m before the first failure');
    expect(screen.lines()).toHaveLength(rows);
  });
});

test('what cannot be read is said, r looks again, and q leads back to the queue', async () => {
  let tries = 0;
  const screen = openScreen({
    history: {
      read: async () => {
        tries += 1;
        if (tries === 1) throw new Error('The database is gone.');
        return { ...history, onset: null, suspect: null, happenings: [] };
      },
    },
  });
  screen.type('c');
  await screen.waitFor('? The database is gone.');
  screen.type('r');
  await screen.waitFor('No mail stands failed.');
  expect(screen.text()).toContain('Nothing is known to have changed.');
  screen.type('q');
  await screen.waitFor('Looking at the queue');
});
