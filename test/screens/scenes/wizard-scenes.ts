import type { WizardSource } from '../../../source/ui/screens/wizard/source.ts';
import type { Screen } from '../../support/open-screen.tsx';
import { type HandClock, liveScene, type Scene } from './scene.ts';
import { createWizardSource } from './sick-wizard.ts';

const never = new Promise<never>(() => undefined);

/** The wizard's list once everything was measured; the opening question skipped. */
const measure = async (screen: Screen): Promise<void> => {
  screen.type('2');
  await screen.waitFor('What do you see?');
  screen.type('s');
  await screen.waitFor('measures everything again');
};

const afterMeasuring = (
  name: string,
  lead: (screen: Screen, clock: HandClock) => Promise<unknown>,
  changes: Partial<WizardSource> = {},
): Scene =>
  liveScene(
    name,
    () => ({ wizard: createWizardSource(changes) }),
    async (screen, clock) => {
      await measure(screen);
      await lead(screen, clock);
    },
  );

const previewOfActivate = async (screen: Screen): Promise<void> => {
  screen.type('F');
  await screen.waitFor('Press y to do exactly this');
};

const passwordRemedies = async (screen: Screen): Promise<void> => {
  screen.type('jF');
  await screen.waitFor('Which remedy?');
};

export const wizardScenes: readonly Scene[] = [
  liveScene(
    'wizard-opening',
    () => ({ wizard: createWizardSource() }),
    async (screen) => {
      screen.type('2');
      await screen.waitFor('What do you see?');
    },
  ),
  liveScene(
    'wizard-measuring',
    () => {
      const all = createWizardSource();
      return {
        wizard: createWizardSource({
          async *diagnose(options) {
            let told = 0;
            for await (const event of all.diagnose(options)) {
              told += 1;
              if (told > 3) await never;
              yield event;
            }
          },
        }),
      };
    },
    async (screen) => {
      screen.type('2');
      await screen.waitFor('What do you see?');
      screen.type('s');
      await screen.waitFor('3 of');
    },
  ),
  afterMeasuring('wizard-causes', (screen) => screen.waitFor('Queue runner')),
  afterMeasuring('wizard-step', async (screen) => {
    screen.type('\r\r');
    await screen.waitFor('Enter folds the evidence');
  }),
  afterMeasuring('wizard-remedies', passwordRemedies),
  afterMeasuring('wizard-questions', async (screen) => {
    await passwordRemedies(screen);
    screen.type('\r');
    await screen.waitFor('Password');
    screen.type('\rhunter2');
    await screen.waitFor(/[•*]{7}/);
  }),
  afterMeasuring('wizard-plan', previewOfActivate),
  afterMeasuring('wizard-plan-by-hand', async (screen) => {
    screen.type('n');
    while (!screen.text().includes('SPF record of acme.example does')) {
      screen.type('n');
      await screen.settle();
    }
    screen.type('F');
    await screen.waitFor('Publish this record');
  }),
  afterMeasuring(
    'wizard-applying',
    async (screen, clock) => {
      await previewOfActivate(screen);
      clock.pass(3_000);
      screen.type('y');
      await screen.waitFor('Waiting until Odoo has sent');
    },
    {
      apply: (_plan, { tell }) => {
        tell('Waiting until Odoo has sent what it is sending …');
        return never;
      },
    },
  ),
  afterMeasuring(
    'wizard-told',
    async (screen, clock) => {
      await previewOfActivate(screen);
      clock.pass(3_000);
      screen.type('y');
      await screen.waitFor('somebody else');
    },
    {
      apply: async () => ({
        status: 'fail',
        sentence: 'Nothing was changed: the row is not as it was any more.',
        details: [{ status: 'skipped', words: 'ir_cron 3 was changed by somebody else meanwhile; look again.' }],
      }),
    },
  ),
  afterMeasuring('wizard-done', async (screen, clock) => {
    await previewOfActivate(screen);
    clock.pass(3_000);
    screen.type('y');
    await screen.waitFor(/U takes it back|Not cured|still/);
  }),
  afterMeasuring('wizard-undo', async (screen) => {
    screen.type('U');
    await screen.waitFor('Take this back?');
  }),
  liveScene(
    'wizard-all-well',
    () => ({ wizard: createWizardSource({}, true) }),
    async (screen) => {
      await measure(screen);
      await screen.waitFor('Mail is going out.');
    },
  ),
];
