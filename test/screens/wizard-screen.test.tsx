import { expect, test } from 'vitest';
import { openScreen, type Screen } from '../support/open-screen.tsx';
import { openWizardWorld, type WizardWorld } from '../support/wizard-world.ts';

const esc = '\u001b';
const enter = '\r';

/** A clock that is a second further whenever somebody looks: whoever presses y has had the time to read. */
const createClock = () => {
  let time = Date.now();
  return () => {
    time += 1_000;
    return new Date(time);
  };
};

type Options = Parameters<typeof openScreen>[0];

/** The wizard over a real diagnosis, once that has ended; the opening question skipped. */
const openWizard = async ({ wizard }: Pick<WizardWorld, 'wizard'>, options: Options = {}): Promise<Screen> => {
  const screen = openScreen({ columns: 120, rows: 40, clock: createClock(), ...options, wizard });
  await screen.waitFor('2 Wizard');
  screen.type('2');
  await screen.waitFor('What do you see?');
  screen.type('s');
  await screen.waitFor('measures everything again');
  return screen;
};

test('the likeliest cause is opened with its finding, and evidence unfolds into a table', async () => {
  const screen = await openWizard(await openWizardWorld('cron'), { rows: 60 });
  expect(screen.text()).toMatch(/❯ ✖ Queue runner +\d/);
  expect(screen.text()).toContain("Is Odoo's queue runner alive?");
  screen.type(enter);
  await screen.waitFor(/❯ ✖ The queue runner.*switched off/);
  screen.type(enter);
  await screen.waitFor('Enter folds the evidence');
  expect(screen.text()).toMatch(/column +value/);
  screen.type(enter);
  await screen.waitFor('Enter shows the evidence');
});

test.each([
  ['with colours', true],
  ['without colours', false],
])('in every window the same words stand, %s', async (_, colors) => {
  const screen = await openWizard(await openWizardWorld('cron'), { colors });
  screen.type(enter);
  for (const [columns, rows] of [
    [80, 24],
    [200, 60],
    [60, 20],
    [40, 10],
    [120, 40],
  ] as const) {
    screen.resize(columns, rows);
    const head = '^odoo-mail-doctor.*\\n.*\\n✖ The queue runner.*\\n';
    await screen.waitFor(new RegExp(`${head}(.*\\n){${rows - 4}}.*q back$`));
    await screen.waitFor('❯ ✖ The queue runner');
    expect(screen.isColored('✖ The queue runner')).toBe(colors);
  }
});

const isRunnerActive = async ({ world: { database } }: WizardWorld): Promise<boolean | undefined> => {
  const rows = await database.query<{ active: boolean }>(
    `select c.active from ir_cron c join ir_model_data d on d.res_id = c.id and d.model = 'ir.cron'
     where d.module = 'mail' and d.name = 'ir_cron_mail_scheduler_action'`,
  );
  return rows[0]?.active;
};

test('a change is previewed, done on y, measured again and taken back with U', async () => {
  const world = await openWizardWorld('cron');
  const isActive = () => isRunnerActive(world);
  const screen = await openWizard(world);
  screen.type('F');
  await screen.waitFor(/active +false +true/);
  screen.type(enter);
  await screen.waitFor('Press y to do exactly this');
  expect(await isActive()).toBe(false);
  screen.type('y');
  await screen.waitFor('Measuring again');
  screen.type(esc);
  await screen.waitFor('U takes it back');
  expect(await isActive()).toBe(true);
  screen.type('U');
  await screen.waitFor('Take this back?');
  screen.type('y');
  await screen.waitFor('Taken back');
  expect(await isActive()).toBe(false);
});

test('a password that the server refuses is not saved, said in words, and typed anew', async () => {
  const world = await openWizardWorld('credentials');
  const screen = await openWizard(world);
  screen.type(enter);
  screen.type('F');
  await screen.waitFor('Which remedy?');
  screen.type(enter);
  await screen.waitFor('❯ User');
  screen.type(enter);
  screen.type('letmein');
  await screen.waitFor('•••••••');
  expect(screen.text()).not.toContain('letmein');
  screen.type(enter);
  await screen.waitFor('Nothing was saved');
  expect(screen.text()).not.toContain('•••••••');
});

test('with --read-only a change is previewed, says that nothing can be applied, and y does nothing', async () => {
  const world = await openWizardWorld('cron', { readOnly: true });
  const screen = await openWizard(world, { target: { readOnly: true } });
  screen.type('F');
  await screen.waitFor(/active +false +true/);
  const text = await screen.waitFor('Read-only: this is what would be done, nothing can be applied.');
  expect(text).not.toContain('y do it');
  screen.type('y');
  await screen.waitFor('Switch the queue runner on');
  screen.type(esc);
  await screen.waitFor('next');
  expect(await isRunnerActive(world)).toBe(false);
});

test('results outlive a look at another screen, whose headline is then the verdict', async () => {
  const screen = await openWizard(await openWizardWorld('cron'));
  screen.type('1');
  await screen.waitFor(/measured .*, 2 shows the evidence/);
  expect(screen.text()).toContain('✖ The queue runner');
  screen.type('2');
  await screen.waitFor('measures everything again');
  expect(screen.text()).not.toContain('What do you see?');
});

test('x stops the checks, and a measures everything again', async () => {
  const { wizard } = await openWizardWorld('cron');
  const screen = openScreen({ columns: 120, rows: 40, clock: createClock(), wizard });
  await screen.waitFor('2 Wizard');
  screen.type('2');
  await screen.waitFor('What do you see?');
  screen.type('sx');
  await screen.waitFor('The checks were stopped; r measures a step again, a all of them.');
  screen.type('a');
  await screen.waitFor(/of \d+ done/);
});

test('where nothing is wrong the wizard says so, and that no mail needs to be sent again', async () => {
  const screen = await openWizard(await openWizardWorld('healthy'));
  expect(screen.text()).toContain('✔ Mail is going out.');
  screen.type('n');
  await screen.waitFor('No mail has failed: nothing needs to be sent again.');
});
