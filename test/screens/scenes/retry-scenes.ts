import { classify } from '../../../source/domain/replies/classify-reply.ts';
import type { ActionPreview, MailStory, RetrySource } from '../../../source/ui/screens/retry/source.ts';
import type { Screen } from '../../support/open-screen.tsx';
import { createMail, createPreview, createRetrySource } from '../../support/retry-source.ts';
import { type HandClock, liveScene, type Scene } from './scene.ts';
import { undoOfGmail } from './sick-wizard.ts';

const mails = 298;
const never = new Promise<never>(() => undefined);

const story: MailStory = {
  mail: createMail(1),
  content: undefined,
  text: 'Dear Ann,\n\nplease find attached your invoice INV/2026/1, due on 8 December.\n\nAcme Logistics GmbH',
  failure: classify("535\nb'5.7.8 Username and Password not accepted'"),
  recipients: [
    {
      mailId: 1,
      name: 'Ann Carter',
      normalizedAddress: 'ann@a.example',
      archived: false,
      addressed: true,
      partnerId: 7,
      address: 'ann@a.example',
      notification: { status: 'sent', failureType: null, failureReason: null, mailId: 1 },
    },
    {
      mailId: 1,
      name: null,
      normalizedAddress: 'bob@b.example',
      archived: false,
      addressed: true,
      partnerId: 8,
      address: 'bob@b.example',
      notification: { status: 'exception', failureType: null, failureReason: null, mailId: 1 },
    },
  ],
  attachments: [],
  attempts: [createMail(1)],
  route: ['by mail server "Gmail" (smtp.gmail.com:587): the first whose filter fits', 'From accounting@acme.example'],
};

const many: Partial<ActionPreview> = {
  title: 'Send 290 failed mails again',
  asked: mails,
  setAside: [
    { count: 5, why: 'may have been delivered already', include: 'may-be-delivered' },
    { count: 3, why: 'the address is known to be wrong' },
  ],
  findings: [
    { status: 'ok', words: 'Gmail (smtp.gmail.com:587) accepts the login now.' },
    { status: 'skipped', words: 'They leave by 12:09, about 60 a minute.' },
  ],
  warnings: ['Waking the queue also sends 1 204 waiting mails.'],
  statements: ["update mail_mail set state = 'outgoing' where id in (1, 2, 3, … 287 more)"],
};

const source = (changes: Partial<RetrySource> = {}): Partial<RetrySource> =>
  createRetrySource(mails, {
    inspect: async () => story,
    preview: async (_action, ids) =>
      ids.length === 1 ? createPreview(ids) : createPreview(ids.slice(0, 290), { ...many }),
    newestChange: async () => undoOfGmail,
    group: async (_by, ids) => new Map(ids.map((id) => [id, id % 3 === 0 ? 'Gmail' : 'Relay'])),
    previewTest: async (mailId, to) => ({
      mailId,
      told: {
        status: 'skipped',
        sentence: `A test message to ${to}`,
        details: [
          { status: 'skipped', words: 'Server    Gmail, smtp.gmail.com:587' },
          { status: 'skipped', words: 'From      accounting@acme.example' },
          { status: 'warn', words: 'Older builds of Odoo send it as another address.' },
        ],
      },
    }),
    sendTest: async () => ({
      status: 'ok',
      sentence: 'smtp.gmail.com:587 took the message as 4F2A91.',
      details: [{ status: 'skipped', words: 'Its last word: 250 queued as 4F2A91' }],
    }),
    ...changes,
  });

const retryScene = (
  name: string,
  lead: (screen: Screen, clock: HandClock) => Promise<unknown>,
  changes: Partial<RetrySource> = {},
): Scene =>
  liveScene(
    name,
    () => ({ retry: source(changes) }),
    async (screen, clock) => {
      screen.type('3');
      await screen.waitFor('customer1@');
      await lead(screen, clock);
    },
  );

const previewOfMany = async (screen: Screen): Promise<void> => {
  // Two groups: what is marked one by one says so where the keys stand.
  screen.type('b');
  await screen.waitFor('recipient unknown');
  screen.type(' j ');
  await screen.waitFor('298 marked');
  screen.type('R');
  await screen.waitFor('Type 290');
};

const testPreview = async (screen: Screen): Promise<void> => {
  screen.type('T');
  await screen.waitFor('Send it to:');
  screen.type('ann@one.example');
  await screen.waitFor('Send it to: ann@one.example');
  screen.type('\r');
  await screen.waitFor('Press y to send it, once.');
};

export const retryScenes: readonly Scene[] = [
  retryScene('retry-list', (screen) => screen.settle()),
  liveScene(
    'retry-empty',
    () => ({}),
    async (screen) => {
      screen.type('3');
      await screen.waitFor('No mail waits');
    },
  ),
  retryScene('retry-marked', async (screen) => {
    screen.type('  j ');
    await screen.waitFor('3 marked');
  }),
  retryScene('retry-groups', async (screen) => {
    screen.type('b');
    await screen.waitFor('password refused');
  }),
  retryScene('retry-filter', async (screen) => {
    screen.type('/');
    screen.type('class:auht');
    await screen.waitFor("There is no failure class 'auht'");
  }),
  retryScene('retry-inspect', async (screen) => {
    screen.type('\r');
    await screen.waitFor('Recipients');
  }),
  retryScene('retry-confirm-one', async (screen) => {
    screen.type('R');
    await screen.waitFor('Press y');
  }),
  retryScene('retry-confirm-many', previewOfMany),
  retryScene('retry-confirm-wrong-count', async (screen) => {
    await previewOfMany(screen);
    screen.type('12y');
    await screen.waitFor('12');
  }),
  retryScene(
    'retry-confirm-alarm',
    async (screen) => {
      screen.type('R');
      await screen.waitFor('Type 4800');
    },
    {
      preview: async (_action, ids) =>
        createPreview(ids, {
          alarm: 'Waking the queue also sends 4 800 other waiting mails, and all of them would fail.',
          failing: 4_800,
          canHold: true,
        }),
    },
  ),
  retryScene(
    'retry-progress',
    async (screen, clock) => {
      await previewOfMany(screen);
      clock.pass(3_000);
      screen.type('290y');
      await screen.waitFor('mail 1: sent');
    },
    {
      perform: (_preview, { tell }) => {
        tell({ kind: 'stage', words: 'Odoo sends them' });
        tell({ kind: 'outcome', ids: [2], status: 'fail', words: 'failed again, password refused' });
        tell({ kind: 'outcome', ids: [1], status: 'ok', words: 'sent' });
        return never;
      },
    },
  ),
  retryScene(
    'retry-result',
    async (screen, clock) => {
      await previewOfMany(screen);
      clock.pass(3_000);
      screen.type('290y');
      await screen.waitFor('288 sent');
    },
    {
      perform: async (_preview, { tell }) => {
        tell({ kind: 'outcome', ids: [1], status: 'ok', words: 'sent' });
        return {
          status: 'warn',
          sentence: '288 sent, 2 failed again.',
          details: [{ status: 'fail', words: '2 mails: the recipient does not exist.' }],
        };
      },
    },
  ),
  retryScene('retry-undo', async (screen) => {
    screen.type('U');
    await screen.waitFor('Press y to take it back');
  }),
  retryScene('retry-test-address', async (screen) => {
    screen.type('T');
    await screen.waitFor('Send it to:');
  }),
  retryScene('retry-test-preview', testPreview),
  retryScene('retry-test-result', async (screen, clock) => {
    await testPreview(screen);
    clock.pass(3_000);
    screen.type('y');
    await screen.waitFor('took the message');
  }),
];
