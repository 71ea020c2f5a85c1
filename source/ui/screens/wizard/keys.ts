import type { LineStep } from '../../components/lines/scroll.ts';
import type { KeyBinding } from '../../keys/binding.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import { selectedStep, type WizardState } from './state.ts';
import { copyAmong, offersAt, shownFindings, treatmentStep } from './under-cursor.ts';

/** What the wizard can be told while no dialog is open. */
export interface WizardControls {
  read(): WizardState;
  /** Why nothing can be changed; undefined when it can. */
  changesOff(): string | undefined;
  move(step: LineStep): void;
  /** Enter: into the step, unfold, open a remedy, on to the retry console. */
  open(): void;
  /** Back to the causes, then away. */
  back(): void;
  next(): void;
  measure(): void;
  measureAll(): void;
  stop(): void;
  fix(): void;
  undo(): void;
  export(): void;
  copy(): void;
  copyAll(): void;
  askSymptom(): void;
}

type Key = KeyBinding<WizardControls>;

const busy = ({ read }: WizardControls): string | undefined =>
  read().run === undefined ? undefined : `The checks are still running; ${namedKeys.stop} stops them.`;

const unmeasured = ({ read }: WizardControls): string | undefined =>
  read().conclusion === undefined ? 'Nothing is known yet: the checks have not ended.' : undefined;

const nothingToFix = ({ read, changesOff }: WizardControls): string | undefined => {
  const off = changesOff();
  if (off !== undefined) return off;
  if (offersAt(read()).length > 0 || treatmentStep(read()) !== undefined) return undefined;
  const isForRetry = selectedStep(read())?.report?.status === 'warn';
  return `Nothing here can be mended from this console${isForRetry ? `; ${namedKeys.retryScreen} shows the mails` : ''}.`;
};

const moving: readonly Key[] = [
  { keys: ['j', 'down'], shown: 'j ↓', help: 'down', run: ({ move }) => move(1) },
  { keys: ['k', 'up'], shown: 'k ↑', help: 'up', run: ({ move }) => move(-1) },
  { keys: ['pagedown', 'space'], shown: 'PgDn', help: 'a page down', run: ({ move }) => move('page-down') },
  { keys: ['pageup'], shown: 'PgUp', help: 'a page up', run: ({ move }) => move('page-up') },
  { keys: ['g', 'home'], shown: 'g', help: 'to the top', run: ({ move }) => move('first') },
  { keys: ['G', 'end'], shown: 'G', help: 'to the end', run: ({ move }) => move('last') },
];

const changing: readonly Key[] = [
  {
    keys: [namedKeys.mend],
    shown: namedKeys.mend,
    footer: { shown: namedKeys.mend, label: 'fix' },
    help: 'mend it: shows exactly what would change, and asks',
    disabled: nothingToFix,
    run: ({ fix }) => fix(),
  },
  {
    keys: [namedKeys.undo],
    shown: namedKeys.undo,
    footer: { shown: namedKeys.undo, label: 'undo' },
    help: 'take the newest change back, after showing it',
    disabled: ({ changesOff }) => changesOff(),
    run: ({ undo }) => undo(),
  },
];

/** The keys of causes and step. */
export const wizardKeys: readonly Key[] = [
  {
    keys: ['enter', 'right'],
    shown: namedKeys.open,
    footer: { shown: namedKeys.open, label: 'open' },
    help: 'into the step; there unfold the evidence, or look at a remedy',
    run: ({ open }) => open(),
  },
  {
    keys: [namedKeys.next],
    shown: namedKeys.next,
    footer: { shown: namedKeys.next, label: 'next' },
    help: 'to the next step that has something wrong',
    run: ({ next }) => next(),
  },
  ...changing,
  {
    keys: [namedKeys.measure],
    shown: namedKeys.measure,
    footer: { shown: namedKeys.measure, label: 'again' },
    help: 'measure this step again; a refused password is sent once more',
    disabled: busy,
    run: ({ measure }) => measure(),
  },
  {
    keys: [namedKeys.measureAll],
    shown: namedKeys.measureAll,
    help: 'measure all steps again',
    disabled: busy,
    run: ({ measureAll }) => measureAll(),
  },
  {
    keys: [namedKeys.stop],
    shown: namedKeys.stop,
    help: 'stop the checks that run',
    disabled: ({ read }) => (read().run === undefined ? 'No check is running.' : undefined),
    run: ({ stop }) => stop(),
  },
  {
    keys: [namedKeys.export],
    shown: namedKeys.export,
    footer: { shown: namedKeys.export, label: 'export' },
    help: 'write the report to a file, mail addresses shortened',
    disabled: unmeasured,
    run: (controls) => controls.export(),
  },
  {
    keys: ['y'],
    shown: 'y',
    footer: { shown: 'y', label: 'copy' },
    help: 'copy the command or sentence under the cursor',
    disabled: ({ read }) =>
      copyAmong(shownFindings(read())) === undefined ? 'There is nothing to copy here.' : undefined,
    run: ({ copy }) => copy(),
  },
  {
    keys: ['Y'],
    shown: 'Y',
    help: 'copy it with everything that belongs to it',
    disabled: ({ read }) =>
      copyAmong(shownFindings(read())) === undefined ? 'There is nothing to copy here.' : undefined,
    run: ({ copyAll }) => copyAll(),
  },
  { keys: ['s'], shown: 's', help: 'say anew what you see', run: ({ askSymptom }) => askSymptom() },
  ...moving,
  {
    keys: ['esc', 'left', 'h'],
    shown: 'Esc',
    help: 'back to the causes, then to the queue',
    run: ({ back }) => back(),
  },
];

/** What the opening question can be told. */
export interface OpeningControls {
  move(step: LineStep): void;
  answer(): void;
  skip(): void;
}

export const openingKeys: readonly KeyBinding<OpeningControls>[] = [
  {
    keys: ['enter'],
    shown: 'Enter',
    footer: { shown: 'Enter', label: 'this is what I see' },
    help: 'this is what I see',
    run: ({ answer }) => answer(),
  },
  {
    keys: ['s', 'esc'],
    shown: 's Esc',
    footer: { shown: 's', label: 'skip' },
    help: 'skip the question',
    run: ({ skip }) => skip(),
  },
  {
    keys: ['j', 'down'],
    shown: 'j ↓',
    footer: { shown: 'j k', label: 'move' },
    help: 'down',
    run: ({ move }) => move(1),
  },
  { keys: ['k', 'up'], shown: 'k ↑', help: 'up', run: ({ move }) => move(-1) },
];
