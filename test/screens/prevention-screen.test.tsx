import { describe, expect, test } from 'vitest';
import type { Plan } from '../../source/domain/change/plan.ts';
import { type CheckFinding, finding, stampFinding } from '../../source/domain/finding/finding.ts';
import type { PrecautionReport } from '../../source/domain/finding/precaution-report.ts';
import { composePlan } from '../../source/remedies/compose-plan.ts';
import type { PreventionSource } from '../../source/ui/screens/prevention/source.ts';
import { noPrevention } from '../support/no-prevention.ts';
import { openScreen } from '../support/open-screen.tsx';

const rotate = { id: 'prevention.rotate-log', title: "Let logrotate rotate Odoo's log", risk: 'safe' } as const;

const titles = [
  { id: 'provider', title: 'A provider made for sending', question: 'Does mail leave through a service for it?' },
  { id: 'monitor', title: 'Alerts', question: 'Is somebody told when mail stops?' },
  { id: 'log-rotation', title: 'Log rotation', question: "Is Odoo's log kept from filling the disk?" },
  { id: 'old-failures', title: 'Old failures put away', question: 'Are old failures put away?' },
  { id: 'kept-mails', title: 'Sent mails delete themselves', question: 'Does the table stay small?' },
] as const;

const report = (
  id: (typeof titles)[number]['id'],
  given: Pick<CheckFinding, 'status' | 'summary'> & Partial<CheckFinding>,
): PrecautionReport => {
  const [title = titles[0]] = titles.filter((each) => each.id === id);
  return {
    ...title,
    status: given.status,
    findings: [stampFinding({ id: `prevention.${id}`, owner: 'host' }, finding(given))],
    durationMs: 10,
    ...(id === 'old-failures' ? { mails: 'state:exception age>30d' } : {}),
  };
};

const reports = (isRotated = false): readonly PrecautionReport[] => [
  report('provider', { status: 'ok', summary: 'Out is Sender, which carries mail for applications.' }),
  report('monitor', {
    status: 'unknown',
    summary: 'Whether a monitor watches is not known.',
    detail: 'Run this as root.',
  }),
  report(
    'log-rotation',
    isRotated
      ? { status: 'ok', summary: 'The log is rotated daily.' }
      : {
          status: 'warn',
          summary: 'Nothing rotates the log.',
          remedies: [{ ...rotate, subject: null, inputs: [] }],
        },
  ),
  report('old-failures', { status: 'warn', summary: '2 failed mails are older than 30 days.' }),
  report('kept-mails', { status: 'ok', summary: '0 sent mails are kept, which is little.' }),
];

const plan: Plan = composePlan(
  rotate,
  { subject: null },
  {
    outside: [{ kind: 'create-file', path: '/etc/logrotate.d/odoo', mode: '644', content: 'odoo.log {\n}\n' }],
    affects: { count: 1, noun: 'file' },
  },
);

const openPrevention = (rest: Partial<PreventionSource> = {}) => {
  let isRotated = false;
  const asked: string[] = [];
  const source: PreventionSource = {
    ...noPrevention,
    precautions: titles,
    async *examine({ only }) {
      asked.push(only === undefined ? 'all' : only.join(' '));
      yield* reports(isRotated).filter(({ id }) => only?.includes(id) !== false);
    },
    inputs: async () => [],
    plan: async () => plan,
    apply: async () => {
      isRotated = true;
      return { status: 'ok', sentence: 'Done.', details: [] };
    },
    ...rest,
  };
  return { source, asked };
};

describe('each line says how it stands and why', () => {
  test.each([
    [80, 24],
    [120, 40],
    [200, 60],
  ])('%i×%i', async (columns, rows) => {
    const screen = openScreen({ columns, rows, prevention: openPrevention().source });
    screen.type('4');
    const text = await screen.waitFor('Of 5 precautions 2 are worth mending, 1 is not known, 2 are fine.');
    expect(text).toMatch(/^❯ ✔ A provider made for sending/m);
    expect(text).toMatch(
      columns < 90 ? /^ {2}! Log rotation +Nothing rotates the log\./m : /^ {2}! Log rotation +look/m,
    );
    expect(text).toMatch(columns < 90 ? /^ {2}\? Alerts +Whether a monitor watches/m : /^ {2}\? Alerts +unknown/m);
    expect(screen.lines()).toHaveLength(rows);
    // In a narrow window the list cuts sentences that the line itself tells whole.
    if (columns >= 90) expect(text).not.toContain('…');
  });
});

test('nothing is measured before somebody looks, and coming back does not measure again', async () => {
  const { source, asked } = openPrevention();
  const screen = openScreen({ prevention: source });
  await screen.waitFor('4 Prevention');
  expect(asked).toEqual([]);
  screen.type('4');
  await screen.waitFor('Of 5 precautions');
  screen.type('q');
  await screen.waitFor('Looking at the queue');
  screen.type('4');
  await screen.waitFor('Of 5 precautions');
  expect(asked).toEqual(['all']);
  screen.type('jr');
  await expect.poll(() => asked).toEqual(['all', 'monitor']);
});

test('what is not known says how it could be, n goes to what is to be mended, and Esc leads back', async () => {
  const screen = openScreen({ prevention: openPrevention().source });
  screen.type('4');
  await screen.waitFor('Of 5 precautions');
  screen.type('j\r');
  await screen.waitFor('Run this as root.');
  screen.type('n');
  await screen.waitFor("Is Odoo's log kept from filling the disk?");
  screen.type('h');
  await screen.waitFor('❯ ! Log rotation');
  screen.type('\x1b');
  await screen.waitFor('Looking at the queue');
});

test('F shows what would change, y does it, and the line is measured again', async () => {
  const { source, asked } = openPrevention();
  let time = new Date('2026-11-24T12:04:00Z').getTime();
  const screen = openScreen({ columns: 120, prevention: source, clock: () => new Date(time) });
  screen.type('4');
  await screen.waitFor('Of 5 precautions');
  screen.type('jjF');
  await screen.waitFor('write the new file /etc/logrotate.d/odoo (mode 644):');
  time += 60_000;
  screen.type('y');
  const text = await screen.waitFor('Of 5 precautions 1 is worth mending, 1 is not known, 3 are fine.');
  expect(text).toContain('✔ Log rotation');
  expect(asked).toEqual(['all', 'log-rotation']);
});

test('F on old failures shows these mails, and says why nothing else can be mended', async () => {
  const screen = openScreen({
    prevention: openPrevention({ changesOff: 'Nothing is changed with --read-only.' }).source,
  });
  screen.type('4');
  await screen.waitFor('Of 5 precautions');
  screen.type('F');
  await screen.waitFor('Nothing is changed with --read-only.');
  screen.type('jjjF');
  await screen.waitFor('state:exception age>30d');
});

test('without colours signs and words say the same, and in ASCII nothing else is drawn', async () => {
  const screen = openScreen({ colors: false, ascii: true, prevention: openPrevention().source });
  screen.type('4');
  await screen.waitFor('Of 5 precautions');
  expect(screen.isColored('Log rotation')).toBe(false);
  expect(screen.text()).toMatch(/^> [^\x80-\uffff]* A provider made for sending/m);
});

test('what broke off is said, and a measures everything again', async () => {
  let tries = 0;
  const { source } = openPrevention({
    async *examine() {
      tries += 1;
      if (tries === 1) throw new Error('The database is gone.');
      yield* reports();
    },
  });
  const screen = openScreen({ prevention: source });
  screen.type('4');
  await screen.waitFor('? Measuring broke off: The database is gone.');
  screen.type('a');
  await screen.waitFor('Of 5 precautions');
});
