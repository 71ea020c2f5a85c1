import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import type { FoundMail } from '../../source/domain/mail/found-mail.ts';
import type { FoundPage } from '../../source/inspection/find/find-page.ts';
import type { Story } from '../../source/inspection/story/story.ts';
import type { SearchWish } from '../../source/ui/screens/search/source.ts';
import { openScreen } from '../support/open-screen.tsx';

const mail = (mailId: number | null, state: FoundMail['state'], rest: Partial<FoundMail> = {}): FoundMail => ({
  messageId: 800 + (mailId ?? 12),
  mailId,
  state,
  date: new Date('2026-09-28T16:02:00Z'),
  subject: 'Acme GmbH Invoice (Ref INV/2026/45987)',
  documentName: 'INV/2026/45987',
  document: { model: 'account.move', id: 7 },
  from: 'billing@acme.example',
  plain: [],
  recipients: [
    { name: 'Rosa Schneider', address: 'rosa@lakeside-paper.example', status: null },
    { name: 'Greta Diaz', address: 'greta@orchard.example', status: null },
  ],
  failureReason: null,
  ...rest,
});

const failed = mail(
  47_553,
  { kind: 'row', state: 'exception' },
  { failureReason: '535 5.7.8 Username and Password not accepted' },
);
const deleted = mail(null, { kind: 'deleted', outcome: 'sent' });

const page = (mails: readonly FoundMail[], next: string | null = null): FoundPage => ({
  mails,
  searched: { messages: 5_000, backTo: null, contacts: 0, mails: 0, complete: next === null, unread: [] },
  stalled: false,
  next,
});

const say = 'Your server accepted it on 28 September at 16:02; please look in spam.';
const story: Story = {
  mail: failed,
  others: 0,
  parts: [
    {
      id: 'recipients',
      title: 'Who is to have it',
      status: 'skipped',
      lines: ['Rosa Schneider: not yet.'],
      evidence: [],
    },
    { id: 'server', title: 'What its server says now', status: 'fail', lines: ['535 5.7.8 refused.'], evidence: [] },
  ],
  conclusion: { status: 'fail', cause: 'credentials', summary: 'It does not leave: the password is refused.', say },
  nextStep: {
    title: 'Enter the password anew',
    remedy: 'credentials.password',
    subject: 'server:1',
    command: 'odoo-mail-doctor fix credentials.password',
  },
};

const createSource = () => {
  const wishes: SearchWish[] = [];
  const explained: string[] = [];
  return {
    wishes,
    explained,
    find: async (wish: SearchWish) => {
      wishes.push(wish);
      return wish.token === undefined ? page([failed], 'further') : page([deleted]);
    },
    explain: async (name: string) => {
      explained.push(name);
      return story;
    },
  };
};

test('/ from the queue finds a mail, Enter tells its story, and y copies what to say', async () => {
  const search = createSource();
  const screen = openScreen({ columns: 120, search });
  screen.type('/');
  await screen.waitFor('Find: ');
  for (const key of 'INV/2026/45987') screen.type(key);
  await screen.waitFor('Find: INV/2026/45987');
  screen.type('\r');
  const list = await screen.waitFor('47553');
  expect(search.wishes).toEqual([{ text: 'INV/2026/45987', token: undefined }]);
  expect(list).toMatch(
    /❯ +47553 +28 Sep 16:02 {2}failed +Rosa Schneider.* \+1 {2}Acme GmbH Invoice \(Ref INV\/2026\/45987\)/,
  );
  expect(list).toContain('1 mail until now');
  screen.type('\r');
  const told = await screen.waitFor('It does not leave');
  expect(search.explained).toEqual(['47553']);
  expect(told).toContain(`Say: "${say}"`);
  expect(told).toContain('Next: Enter the password anew');
  expect(told).toMatch(/✖ What its server says now\n +535 5\.7\.8 refused\./);
  screen.type('y');
  await screen.waitFor('Copied');
  expect(screen.written.join('')).toContain(Buffer.from(say, 'utf8').toString('base64'));
  screen.type('q');
  await screen.waitFor('1 mail until now');
});

test('n goes on where the page ended, and what was found before stays', async () => {
  const search = createSource();
  const screen = openScreen({ columns: 120, search });
  screen.type('/');
  await screen.waitFor('Find: ');
  screen.type('x');
  screen.type('\r');
  await screen.waitFor('47553');
  screen.type('n');
  const text = await screen.waitFor('message:812');
  expect(search.wishes.at(-1)).toEqual({ text: 'x', token: 'further' });
  expect(text).toContain('47553');
  expect(text).toMatch(/2 mails$/m);
  screen.type('n');
  await screen.waitFor('Everything was searched.');
});

test('a story that is asked for while a page is searched ends that search, which can be gone on with afterwards', async () => {
  const search = createSource();
  const screen = openScreen({
    columns: 120,
    search: {
      ...search,
      find: (wish, { signal }) =>
        wish.token === undefined
          ? search.find(wish)
          : new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    },
  });
  screen.type('/');
  await screen.waitFor('Find: ');
  screen.type('x');
  screen.type('\r');
  await screen.waitFor('47553');
  screen.type('n');
  await screen.waitFor('Searching …');
  screen.type('w');
  await screen.waitFor('It does not leave');
  screen.type('q');
  await screen.waitFor('1 mail until now');
});

test('a search that fails says why, an empty box asks for words, and Esc leads back', async () => {
  const screen = openScreen({
    search: { find: () => Promise.reject(new Error('The database is gone.')), explain: async () => story },
  });
  screen.type('/');
  await screen.waitFor('Find: ');
  screen.type('\r');
  await screen.waitFor('Type an address, a number, a name or a word of the subject.');
  screen.type('z');
  screen.type('\r');
  await screen.waitFor('? The database is gone.');
  screen.type('\u001b');
  await screen.waitFor(/1 Queue.*q quit/);
});

describe('the number that tells mails apart is seen, and nothing is broken', () => {
  test.each([
    [80, 24],
    [120, 40],
    [200, 60],
  ])('%i×%i', async (columns, rows) => {
    const screen = openScreen({ columns, rows, search: createSource() });
    screen.type('/');
    await screen.waitFor('Find: ');
    screen.type('x');
    screen.type('\r');
    const text = await screen.waitFor('47553');
    expect(text).toContain('INV/2026/45987');
    expect(screen.lines()).toHaveLength(rows);
  });
});
