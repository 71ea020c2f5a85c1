import { describe, expect, test } from 'vitest';
import type { RemedyAnswers, RemedyInput } from '../../source/domain/change/remedy.ts';
import { UserError } from '../../source/domain/errors.ts';
import type { WizardSource } from '../../source/ui/screens/wizard/source.ts';
import { openScreen, type Screen } from '../support/open-screen.tsx';
import { createPicture } from '../support/picture.ts';
import { createWizardSource } from './scenes/sick-wizard.ts';

const enter = '\r';
const esc = '\u001b';
const password = 'Rq1U-y3F-geheim';
const pasted = `\u001b[200~${password}\u001b[201~`;

const inputs: readonly RemedyInput[] = [
  { name: 'user', label: 'User', kind: 'text', suggestion: 'odoo@acme.example' },
  { name: 'password', label: 'Password', kind: 'secret' },
];

/** A wizard whose dialogs open when the test lets them. */
const createSlowWizard = (changes: Partial<WizardSource> = {}) => {
  const reading = Promise.withResolvers<readonly RemedyInput[]>();
  const trying = Promise.withResolvers<never>();
  const tried: RemedyAnswers[] = [];
  const wizard = createWizardSource({
    inputs: () => reading.promise,
    plan: (_offer, answers) => {
      tried.push(answers);
      return trying.promise;
    },
    ...changes,
  });
  return { wizard, reading, trying, tried };
};

type SlowWizard = ReturnType<typeof createSlowWizard>;

/** The wizard's list on the refused password, whose first remedy is chosen in the dialog that F opens. */
const openOnPassword = async ({ wizard }: Pick<SlowWizard, 'wizard'>): Promise<Screen> => {
  const screen = openScreen({ columns: 120, rows: 40, wizard });
  screen.type('2');
  await screen.waitFor('What do you see?');
  screen.type('s');
  await screen.waitFor('measures everything again');
  screen.type('jF');
  await screen.waitFor('Which remedy?');
  return screen;
};

const firstLook = { status: 'fail', summary: 'Mails fail.', detail: '', vitalSigns: [] } as const;

const tellQueue = (screen: Screen): void => {
  screen.tell({ kind: 'queue', event: { kind: 'snapshot', picture: createPicture({}) } });
  screen.tell({ kind: 'first-look', firstLook });
};

const everShown = (screen: Screen): string => screen.written.join('');

describe('what is typed while a remedy reads what is there', () => {
  test('waits for its questions: the password comes to its own field, and is tried', async () => {
    const slow = createSlowWizard();
    const screen = await openOnPassword(slow);
    screen.type(`${enter}${enter}${password}${enter}`);
    await screen.waitFor('Esc leave it; what you type waits for it');
    slow.reading.resolve(inputs);
    await screen.waitFor('Trying it out');
    expect(slow.tried).toHaveLength(1);
    expect(slow.tried[0]?.texts).toEqual({ user: 'odoo@acme.example' });
    expect(slow.tried[0]?.secrets['password']?.reveal()).toBe(password);
    expect(everShown(screen)).not.toContain(password);
  });

  test('waits for them when it is pasted, too', async () => {
    const slow = createSlowWizard();
    const screen = await openOnPassword(slow);
    screen.type(enter);
    screen.type(enter);
    screen.type(pasted);
    slow.reading.resolve(inputs);
    await screen.waitFor('•'.repeat(password.length));
    expect(slow.tried).toEqual([]);
    expect(everShown(screen)).not.toContain(password);
  });

  test('is forgotten where they cannot be read, and neither shown nor taken for keys', async () => {
    const slow = createSlowWizard();
    const screen = await openOnPassword(slow);
    screen.type(`${enter}${enter}${password}`);
    slow.reading.reject(new UserError('The mail server is gone.'));
    await screen.waitFor('The mail server is gone.');
    expect(await screen.waitFor('is forgotten')).toContain('What you typed before it stood there is forgotten.');
    screen.type(password);
    await screen.settle();
    expect(screen.text()).toContain('The mail server is gone.');
    expect(everShown(screen)).not.toContain(password);
  });

  test('is forgotten with Esc, which leaves the remedy at once', async () => {
    const slow = createSlowWizard();
    const screen = await openOnPassword(slow);
    screen.type(`${enter}${enter}${password}`);
    await screen.waitFor('Esc leave it');
    screen.type(esc);
    await screen.waitFor('F fix');
    slow.reading.resolve(inputs);
    screen.type('F');
    await screen.waitFor('Which remedy?');
    screen.type(enter);
    await screen.waitFor('❯ User');
    expect(screen.text()).not.toContain('•');
  });

  test('never confirms: a change that nothing is asked for waits for a y that comes after it is shown', async () => {
    const applied: unknown[] = [];
    const slow = createSlowWizard({
      apply: (plan) => {
        applied.push(plan);
        return new Promise(() => undefined);
      },
    });
    const { plan } = createWizardSource();
    const screen = await openOnPassword({ wizard: { ...slow.wizard, plan } });
    screen.type(`${enter}y${enter}y`);
    slow.reading.resolve([]);
    await screen.waitFor('to do exactly this');
    screen.type('y');
    await screen.settle();
    expect(applied).toEqual([]);
  });

  test('quits at once where it says so', async () => {
    const screen = await openOnPassword(createSlowWizard());
    screen.type(`${enter}${enter}`);
    screen.type('\u0003');
    await screen.closed;
  });
});

test('what is typed while it is tried is for nothing that opens then, and acts on nothing', async () => {
  const slow = createSlowWizard();
  const screen = await openOnPassword(slow);
  slow.reading.resolve(inputs);
  screen.type(enter);
  await screen.waitFor('❯ User');
  screen.type(`${enter}x${enter}${password}`);
  await screen.waitFor('Nothing else is heard while it is tried; Esc stops that.');
  slow.trying.reject(new UserError('Nothing was saved: it was refused.'));
  await screen.waitFor('Nothing was saved: it was refused.');
  expect(screen.text()).not.toContain('•');
  expect(slow.tried).toHaveLength(1);
  expect(everShown(screen)).not.toContain(password);
});

describe('on the queue screen, while it is measured what is to be mended', () => {
  /** The queue, and a wizard whose first diagnosis ends when the test lets it. */
  const openMeasuring = async () => {
    const slow = createSlowWizard();
    const measured = Promise.withResolvers<void>();
    const screen = openScreen({
      columns: 120,
      rows: 40,
      wizard: {
        ...slow.wizard,
        async *diagnose(options) {
          await measured.promise;
          yield* slow.wizard.diagnose(options);
        },
      },
    });
    await screen.waitFor('F mend once measured');
    tellQueue(screen);
    return { ...slow, measured, screen };
  };

  test('a password waits for its field; it is not tried where nobody knew what would ask for it', async () => {
    const { screen, measured, reading, tried } = await openMeasuring();
    screen.type(`F${enter}${password}${enter}`);
    await screen.waitFor('Esc leave it; what you type waits for it');
    measured.resolve();
    reading.resolve(inputs);
    await screen.waitFor('•'.repeat(password.length));
    expect(tried).toEqual([]);
    expect(everShown(screen)).not.toContain(password);
  });

  test('it is written into no field that everybody can read', async () => {
    const { screen, measured, reading } = await openMeasuring();
    screen.type(`F${password}`);
    measured.resolve();
    reading.resolve(inputs);
    await screen.waitFor('❯ User');
    await screen.settle();
    expect(screen.text()).toMatch(/❯ User\n.* {6}odoo@acme\.example *\n/);
    expect(screen.text()).toContain('What you typed before it stood there is forgotten.');
    expect(everShown(screen)).not.toContain(password);
  });

  test('Esc leaves it: what is found does not open by itself', async () => {
    const { screen, measured } = await openMeasuring();
    screen.type(`F${enter}${password}`);
    await screen.waitFor('Esc leave it');
    screen.type(esc);
    await screen.waitFor('c Changes');
    measured.resolve();
    await screen.waitFor(/F mend(?! once)/);
    await screen.settle();
    expect(screen.text()).toContain('c Changes');
    expect(everShown(screen)).not.toContain(password);
  });

  test('where the connection is lost meanwhile it is forgotten, and nothing acts on the screen', async () => {
    const { screen } = await openMeasuring();
    screen.type(`F${enter}3${password}`);
    screen.tell({
      kind: 'queue',
      event: {
        kind: 'lost',
        reason: 'PostgreSQL is shutting down.',
        since: new Date('2026-11-24T12:03:00Z'),
        attempts: 1,
        loss: 'unreachable',
      },
    });
    await screen.waitFor('is forgotten');
    screen.type(password);
    await screen.settle();
    expect(screen.text()).toContain('✖ PostgreSQL is shutting down.');
    expect(everShown(screen)).not.toContain(password);
  });
});

test('once it is known what is to be mended, F on the queue screen opens it with what was typed', async () => {
  const slow = createSlowWizard();
  const screen = openScreen({ columns: 120, rows: 40, wizard: slow.wizard });
  tellQueue(screen);
  await screen.waitFor(/F +1 Enter user and password anew/);
  screen.type(`FF${enter}${password}${enter}`);
  slow.reading.resolve(inputs);
  await screen.waitFor('Trying it out');
  expect(slow.tried[0]?.secrets['password']?.reveal()).toBe(password);
  expect(everShown(screen)).not.toContain(password);
});
