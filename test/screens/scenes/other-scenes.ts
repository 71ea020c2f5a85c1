import { createActivityLog } from '../../../source/domain/activity/activity-log.ts';
import type { PrecautionReport } from '../../../source/domain/finding/precaution-report.ts';
import type { FoundMail } from '../../../source/domain/mail/found-mail.ts';
import type { Happening, History } from '../../../source/inspection/history/history.ts';
import type { Story } from '../../../source/inspection/story/story.ts';
import { composePlan } from '../../../source/remedies/compose-plan.ts';
import type { PreventionSource } from '../../../source/ui/screens/prevention/source.ts';
import type { SearchSource } from '../../../source/ui/screens/search/source.ts';
import { found } from '../../support/found.ts';
import { noPrevention } from '../../support/no-prevention.ts';
import type { Screen } from '../../support/open-screen.tsx';
import { liveScene, type Scene, sceneNow } from './scene.ts';

const mail = (mailId: number, state: FoundMail['state'], rest: Partial<FoundMail> = {}): FoundMail => ({
  messageId: 800 + mailId,
  mailId,
  state,
  date: new Date('2026-09-28T16:02:00Z'),
  subject: 'Acme Logistics GmbH Invoice (Ref INV/2026/45987)',
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

const story: Story = {
  mail: failed,
  others: 2,
  parts: [
    {
      id: 'recipients',
      title: 'Who is to have it',
      status: 'skipped',
      lines: ['Rosa Schneider <rosa@lakeside-paper.example>: not yet.', 'Greta Diaz <greta@orchard.example>: not yet.'],
      evidence: [],
    },
    {
      id: 'server',
      title: 'What its server says now',
      status: 'fail',
      lines: ['Gmail (smtp.gmail.com:587) refuses the login: 535 5.7.8 Username and Password not accepted.'],
      evidence: [],
    },
  ],
  conclusion: {
    status: 'fail',
    cause: 'credentials',
    summary: 'It does not leave: Gmail refuses the password of odoo@acme.example.',
    say: 'Your invoice was written on 28 September and has not left our server yet; it follows today.',
  },
  nextStep: {
    title: 'Enter the password anew',
    remedy: 'credentials.password',
    subject: 'server:1',
    command: 'odoo-mail-doctor fix credentials.password --subject server:1',
  },
};

const search: SearchSource = {
  find: async () => ({
    mails: [
      mail(45_987, { kind: 'row', state: 'sent' }),
      failed,
      mail(47_554, { kind: 'deleted', outcome: 'sent' }, { subject: 'Reminder: INV/2026/45987 is due' }),
    ],
    searched: { messages: 5_000, backTo: null, contacts: 0, mails: 0, complete: true, unread: [] },
    stalled: false,
    next: null,
  }),
  explain: async () => story,
};

const findMails = async (screen: Screen): Promise<void> => {
  screen.type('/');
  await screen.waitFor('Find: ');
  screen.type('INV/2026/45987');
  await screen.waitFor('Find: INV/2026/45987');
  screen.type('\r');
  await screen.waitFor('47553');
};

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
    happening('06:21', 'Email Queue Manager switched off', { kind: 'own-change', by: { kind: 'unknown' } }),
    happening('08:29', 'Enter the password anew', {
      kind: 'own-change',
      by: { kind: 'program' },
      values: [{ field: 'ir_mail_server,1 smtp_port', before: '465', after: '587' }],
    }),
  ],
  suspect,
  unseen: ['Odoo keeps the last writing of a record alone: what was written to it before is not seen.'],
};

const rotate = { id: 'prevention.rotate-log', title: "Let logrotate rotate Odoo's log", risk: 'safe' } as const;

const precautions = [
  { id: 'provider', title: 'A provider made for sending', question: 'Does mail leave through a service for it?' },
  { id: 'monitor', title: 'Alerts', question: 'Is somebody told when mail stops?' },
  { id: 'log-rotation', title: 'Log rotation', question: "Is Odoo's log kept from filling the disk?" },
  { id: 'old-failures', title: 'Old failures put away', question: 'Are old failures put away?' },
  { id: 'kept-mails', title: 'Sent mails delete themselves', question: 'Does the table stay small?' },
] as const;

type Said = Parameters<typeof found>[0];

const said: Readonly<Record<(typeof precautions)[number]['id'], Omit<Said, 'check'>>> = {
  provider: { status: 'ok', summary: 'Out is Sender, which carries mail for applications.' },
  monitor: { status: 'unknown', summary: 'Whether a monitor watches is not known.', detail: 'Run this as root.' },
  'log-rotation': {
    status: 'warn',
    summary: 'Nothing rotates the log of Odoo, which has 4.6 GB: once the disk is full no mail leaves.',
    remedies: [{ ...rotate, subject: null, inputs: [] }],
  },
  'old-failures': { status: 'warn', summary: '2 failed mails are older than 30 days.' },
  'kept-mails': { status: 'ok', summary: '0 sent mails are kept, which is little.' },
};

const prevention: PreventionSource = {
  ...noPrevention,
  precautions,
  async *examine() {
    for (const title of precautions) {
      const finding = found({ check: `prevention.${title.id}`, owner: 'host', ...said[title.id] });
      const report: PrecautionReport = { ...title, status: finding.status, findings: [finding], durationMs: 10 };
      yield report;
    }
  },
  inputs: async () => [],
  plan: async () =>
    composePlan(
      rotate,
      { subject: null },
      {
        outside: [
          {
            kind: 'create-file',
            path: '/etc/logrotate.d/odoo',
            mode: '644',
            content: '/var/log/odoo/odoo.log {\n  weekly\n  rotate 8\n  compress\n}\n',
          },
        ],
        affects: { count: 1, noun: 'file' },
      },
    ),
};

const openPrevention = async (screen: Screen): Promise<void> => {
  screen.type('4');
  await screen.waitFor('Of 5 precautions');
};

const filledLog = () => {
  const log = createActivityLog();
  const kinds = ['sql', 'smtp', 'dns', 'port'] as const;
  for (const [index, kind] of Array.from({ length: 24 }, (_, at) => [at, kinds[at % 4] ?? 'sql'] as const)) {
    log.add({
      at: new Date(sceneNow.getTime() - (24 - index) * 1_000),
      kind,
      on: { sql: 'acme', smtp: 'smtp.gmail.com:587', dns: '127.0.0.53:53', port: 'smtp.gmail.com:587' }[kind],
      text: {
        sql: `select id, state, failure_reason from mail_mail where id > ${index * 100} order by id limit 500`,
        smtp: '-> AUTH PLAIN ••••',
        dns: 'acme.example TXT',
        port: 'connect 108.177.127.109',
      }[kind],
      outcome: {
        sql: '500 rows',
        smtp: '535 5.7.8 refused',
        dns: '"v=spf1 include:mailgun.org -all"',
        port: 'open',
      }[kind],
      durationMs: 4 + index,
      failed: kind === 'smtp',
    });
  }
  return log;
};

export const otherScenes: readonly Scene[] = [
  liveScene(
    'search-box',
    () => ({ search }),
    async (screen) => {
      screen.type('/');
      await screen.waitFor('Find: ');
    },
  ),
  liveScene('search-list', () => ({ search }), findMails),
  liveScene(
    'search-story',
    () => ({ search }),
    async (screen) => {
      await findMails(screen);
      screen.type('j\r');
      await screen.waitFor('It does not leave');
    },
  ),
  liveScene(
    'history',
    () => ({ history: { read: async () => history } }),
    async (screen) => {
      screen.type('c');
      await screen.waitFor('Marc Demo');
    },
  ),
  liveScene('prevention-list', () => ({ prevention }), openPrevention),
  liveScene(
    'prevention-step',
    () => ({ prevention }),
    async (screen) => {
      await openPrevention(screen);
      screen.type('jj\r');
      await screen.waitFor('once the disk is full');
    },
  ),
  liveScene(
    'prevention-plan',
    () => ({ prevention }),
    async (screen) => {
      await openPrevention(screen);
      screen.type('jjF');
      await screen.waitFor('rotate 8');
    },
  ),
  liveScene(
    'log',
    () => ({ log: filledLog() }),
    async (screen) => {
      screen.type('l');
      await screen.waitFor('connect 108');
    },
  ),
  liveScene(
    'log-unfolded',
    () => ({ log: filledLog() }),
    async (screen) => {
      screen.type('l');
      await screen.waitFor('connect 108');
      screen.type('kkk\r');
      await screen.settle();
    },
  ),
  liveScene(
    'help-queue',
    () => ({}),
    async (screen) => {
      screen.type('?');
      await screen.waitFor('Everywhere');
    },
  ),
  liveScene(
    'help-retry',
    () => ({}),
    async (screen) => {
      screen.type('3');
      await screen.waitFor('No mail waits');
      screen.type('?');
      await screen.waitFor('send failed mails again');
    },
  ),
  liveScene(
    'palette',
    () => ({}),
    async (screen) => {
      screen.type(':');
      await screen.waitFor('Enter do it');
    },
  ),
  liveScene(
    'palette-typed',
    () => ({}),
    async (screen) => {
      screen.type(':');
      await screen.waitFor('Enter do it');
      screen.type('copy');
      await screen.waitFor('11 actions');
    },
  ),
];
