import { causes } from '../../../source/causes/index.ts';
import type { DiagnosisEvent } from '../../../source/diagnosis/diagnosis-events.ts';
import type { JournalEntry } from '../../../source/domain/change/journal-entry.ts';
import type { Plan } from '../../../source/domain/change/plan.ts';
import type { RemedyInput, RemedyOffer } from '../../../source/domain/change/remedy.ts';
import type { UndoOffer } from '../../../source/domain/change/undo-preview.ts';
import type { CauseId } from '../../../source/domain/finding/cause-id.ts';
import type { Finding } from '../../../source/domain/finding/finding.ts';
import type { CauseReport } from '../../../source/domain/finding/verdict.ts';
import { Secret } from '../../../source/domain/secret.ts';
import { composePlan } from '../../../source/remedies/compose-plan.ts';
import type { WizardSource } from '../../../source/ui/screens/wizard/source.ts';
import { found } from '../../support/found.ts';
import { ago, sceneNow } from './scene.ts';

const activate: RemedyOffer = {
  id: 'cron.activate',
  subject: null,
  title: 'Switch the queue runner on',
  risk: 'safe',
  inputs: [],
};

const passwordInputs: readonly RemedyInput[] = [
  { name: 'user', label: 'User', kind: 'text', suggestion: 'odoo@acme.example' },
  { name: 'password', label: 'Password', kind: 'secret' },
  { name: 'tls', label: 'Encryption', kind: 'choice', choices: ['starttls', 'ssl', 'none'], suggestion: 'starttls' },
];

const password: RemedyOffer = {
  id: 'credentials.password',
  subject: 'server:1',
  about: 'Gmail (smtp.gmail.com:587)',
  title: 'Enter user and password anew; they are tried before they are saved',
  risk: 'careful',
  inputs: passwordInputs,
};

const otherServer: RemedyOffer = {
  ...password,
  id: 'credentials.other-server',
  title: 'Let another server send what this one refuses',
  inputs: [],
};

const publish: RemedyOffer = {
  id: 'dns.publish',
  subject: 'domain:acme.example',
  title: 'Publish an SPF record that names Gmail',
  risk: 'safe',
  inputs: [],
};

const at = sceneNow.toISOString();

const findings: Partial<Readonly<Record<CauseId, readonly Finding[]>>> = {
  cron: [
    found({
      check: 'cron.active',
      status: 'fail',
      summary:
        'The queue runner, Odoo\'s "Email Queue Manager", is switched off and last ran at 09:12 (2 h 52 m ago): 1 204 mails wait for it.',
      detail:
        'Odoo switches a scheduled action off when it failed five times in a row. Settings → Technical → Scheduled Actions.',
      explains: 1_204,
      evidence: [
        {
          kind: 'sql',
          asked: 'select id, active, lastcall, nextcall from ir_cron where id = 3',
          answer: '1 row',
          at,
          durationMs: 3,
          table: {
            columns: ['id', 'active', 'lastcall', 'nextcall'],
            rows: [['3', 'false', '2026-11-24 09:12:00', '2026-11-24 10:12:00']],
          },
        },
      ],
      remedies: [activate],
    }),
  ],
  credentials: [
    found({
      check: 'credentials.login',
      owner: 'provider',
      subject: 'server:1',
      status: 'fail',
      summary:
        'Gmail (smtp.gmail.com:587) refuses the login of odoo@acme.example: 535 5.7.8 Username and Password not accepted.',
      explains: 298,
      evidence: [
        {
          kind: 'smtp',
          asked: 'AUTH PLAIN ••••••',
          answer:
            '535 5.7.8 Username and Password not accepted. For more information, go to https://support.google.com/mail/?p=BadCredentials',
          at,
          durationMs: 212,
        },
      ],
      remedies: [password, otherServer],
    }),
  ],
  dns: [
    found({
      check: 'dns.spf',
      owner: 'dns',
      subject: 'domain:acme.example',
      status: 'warn',
      summary: 'The SPF record of acme.example does not name Gmail, through which its mail leaves.',
      remedies: [publish],
    }),
  ],
  recipients: [
    found({
      check: 'recipients.refused',
      owner: 'recipient',
      status: 'warn',
      summary: '14 mails were refused because the recipient does not exist.',
      explains: 14,
    }),
  ],
  beyond: [
    found({
      check: 'beyond.received',
      owner: 'host',
      status: 'unknown',
      summary: 'Whether mail arrived cannot be seen from here.',
    }),
  ],
};

const fine = (id: CauseId): readonly Finding[] => [
  found({ check: `${id}.fine`, status: 'ok', summary: 'Nothing wrong here.' }),
];

const reportOf = ({ id, title, question }: (typeof causes)[number], isWell: boolean): CauseReport => {
  const said = (isWell ? undefined : findings[id]) ?? fine(id);
  return {
    id,
    title,
    question,
    status: said[0]?.status ?? 'skipped',
    findings: said,
    ...(said[0] === undefined ? {} : { speaker: said[0] }),
    explains: said[0]?.explains ?? 0,
    durationMs: 5,
  };
};

const verdict: DiagnosisEvent = {
  kind: 'verdict',
  verdict: { status: 'ok', cause: null, summary: '', nextAction: null, nextSteps: [], ranking: [] },
  reports: [],
  queue: undefined,
  forecast: undefined,
  refusesChanges: false,
};

const activatePlan: Plan = composePlan(activate, activate, {
  locksQueue: true,
  transactions: [
    [
      {
        kind: 'update-rows',
        table: 'ir_cron',
        rows: [{ id: 3, before: { active: 'false' }, after: { active: 'true' } }],
      },
    ],
  ],
  outside: [{ kind: 'wake-queue' }],
  warnings: ['1 204 waiting mails are sent as soon as it runs.'],
  affects: { count: 1, noun: 'scheduled action' },
});

const passwordPlan: Plan = composePlan(password, password, {
  transactions: [
    [
      {
        kind: 'update-rows',
        table: 'ir_mail_server',
        rows: [
          {
            id: 1,
            before: { smtp_user: 'odoo@acme.example', smtp_pass: new Secret('old') },
            after: { smtp_user: 'mail@acme.example', smtp_pass: new Secret('new') },
          },
        ],
      },
    ],
  ],
  irreversible: ['Mails that leave with it cannot be called back.'],
  affects: { count: 1, noun: 'mail server' },
});

const publishPlan: Plan = composePlan(publish, publish, {
  byHand: [
    {
      owner: 'dns',
      words: 'Publish this record where acme.example is hosted:',
      copy: 'acme.example. TXT "v=spf1 include:_spf.google.com -all"',
      record: { name: 'acme.example', type: 'TXT', value: 'v=spf1 include:_spf.google.com -all' },
    },
  ],
  affects: { count: 0, noun: 'row' },
});

const changeOfGmail: JournalEntry = {
  id: '20261123T170000-k3f9',
  at: ago(19 * 3_600_000),
  database: 'acme',
  host: 'db.internal:5432',
  action: 'credentials.password',
  subject: 'server:1',
  title: 'Save the new password of Gmail',
  state: 'applied',
  changed: ['1 row of ir_mail_server'],
  left: [],
  needsRestart: false,
  canBeTakenBack: true,
  irreversible: ['The old password may have been changed at the provider.'],
};

export const undoOfGmail: UndoOffer = {
  passed: [],
  preview: {
    entry: changeOfGmail,
    rows: [
      {
        table: 'ir_mail_server',
        what: 'updated',
        back: 1,
        values: [
          { row: 'ir_mail_server 1', column: 'smtp_port', now: '587', before: '465' },
          { row: 'ir_mail_server 1', column: 'smtp_pass', now: new Secret('new'), before: new Secret('old') },
        ],
      },
    ],
    left: [],
    mails: { of: 0, gone: 0 },
    isWorthwhile: true,
  },
};

/** A wizard over a world that does not change; `isWell`: nothing is wrong in it. */
export const createWizardSource = (changes: Partial<WizardSource> = {}, isWell = false): WizardSource => ({
  causes: causes.map(({ id, title, question }) => ({ id, title, question })),
  changesOff: undefined,
  async *diagnose({ causes: wanted }) {
    for (const cause of causes) {
      if (wanted === undefined || wanted.includes(cause.id)) {
        yield { kind: 'cause-finished', report: reportOf(cause, isWell) };
      }
    }
    yield verdict;
  },
  inputs: async ({ inputs }) => inputs,
  plan: async ({ id }) => (id === activate.id ? activatePlan : id === publish.id ? publishPlan : passwordPlan),
  apply: async () => ({ status: 'ok', sentence: 'Done.', details: [] }),
  newestChange: async () => undoOfGmail,
  undo: async () => ({ status: 'ok', sentence: `Taken back: ${changeOfGmail.title}.`, details: [] }),
  watchRecord: async (_record, { tell }) =>
    tell({ isVisible: false, lines: [{ status: 'warn', words: '8.8.8.8 does not answer with it yet.' }] }),
  export: async () => '/home/anna/odoo-mail-doctor-report.md',
  ...changes,
});
