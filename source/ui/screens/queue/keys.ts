import type { KeyBinding } from '../../keys/binding.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import { stepPlaceOf } from './lead.ts';
import { agreementOf, type CursorMove, failureGroupAt, type QueueScreenState, type ShownDiagnosis } from './state.ts';

/** What the queue screen can be told to do. */
export interface QueueControls {
  read(): QueueScreenState;
  togglePause(): void;
  refreshNow(): void;
  stepInterval(step: 1 | -1): void;
  /** Moves the cursor among the reasons for failing. */
  move(step: CursorMove): void;
  openRetry(): void;
  /** Why nothing can be changed; undefined when it can. */
  changesOff(): string | undefined;
  /**
   * Begins the first step of the treatment; where what is seen contradicts that, it has it measured anew, and then begins
   * what is found.
   */
  mend(): void;
}

/** What the mending key does now. */
export type MendStage = 'mend' | 'measuring' | 'measure';

/** A treatment that what is seen contradicts is not begun: it is measured first. */
export const mendStage = (state: QueueScreenState): MendStage => {
  const { diagnosed, isMeasuring, isUnmeasured, freshness } = state;
  if (diagnosed === undefined) return isMeasuring || (isUnmeasured && freshness.kind !== 'lost') ? 'measuring' : 'mend';
  if (agreementOf(state) !== 'contradicts') return 'mend';
  return state.isMeasuring ? 'measuring' : 'measure';
};

/** Why the treatment that was found cannot be begun. */
export const whyNotBegun = ({ verdict }: ShownDiagnosis, changesOff: () => string | undefined): string | undefined => {
  const [first] = verdict.nextSteps;
  if (first === undefined) return 'There is nothing to mend.';
  return stepPlaceOf(first) === 'look' ? undefined : changesOff();
};

const nothingToMend = ({ read, changesOff }: QueueControls): string | undefined => {
  const { diagnosed } = read();
  return mendStage(read()) === 'mend' && diagnosed !== undefined ? whyNotBegun(diagnosed, changesOff) : undefined;
};

const mendLabels: Readonly<Record<MendStage, string>> = {
  mend: 'mend',
  measuring: 'mend once measured',
  measure: 'measure anew, mend',
};

/** The keys while the mending key does this. */
export const queueKeysFor = (stage: MendStage): readonly KeyBinding<QueueControls>[] => [
  {
    keys: [namedKeys.mend],
    shown: namedKeys.mend,
    footer: { shown: namedKeys.mend, label: mendLabels[stage] },
    help: 'begin the first step of the treatment; it shows what would change, and asks',
    disabled: nothingToMend,
    run: ({ mend }) => mend(),
  },
  ...otherKeys,
];

const otherKeys: readonly KeyBinding<QueueControls>[] = [
  { keys: ['j', 'down'], shown: 'j ↓', help: 'to the next reason', run: ({ move }) => move(1) },
  { keys: ['k', 'up'], shown: 'k ↑', help: 'to the one before', run: ({ move }) => move(-1) },
  { keys: ['g', 'home'], shown: 'g', help: 'to the first reason', run: ({ move }) => move('first') },
  { keys: ['G', 'end'], shown: 'G', help: 'to the last reason', run: ({ move }) => move('last') },
  {
    keys: ['enter'],
    shown: 'Enter',
    footer: { shown: 'Enter', label: 'these mails' },
    help: 'the mails that failed for this reason, to send them again',
    disabled: ({ read }) => (failureGroupAt(read()) === undefined ? 'No mail failed.' : undefined),
    run: ({ openRetry }) => openRetry(),
  },
  {
    keys: [namedKeys.pause],
    shown: namedKeys.pause,
    footer: { shown: namedKeys.pause, label: 'pause' },
    help: 'pause or go on; what changes meanwhile is counted',
    run: ({ togglePause }) => togglePause(),
  },
  {
    keys: ['r'],
    shown: 'r',
    footer: { shown: 'r', label: 'look now' },
    help: 'look now, at every waiting and failed mail',
    disabled: ({ read }) => (read().paused === undefined ? undefined : `Paused: ${namedKeys.pause} goes on.`),
    run: ({ refreshNow }) => refreshNow(),
  },
  {
    keys: ['+', '='],
    shown: '+',
    footer: { shown: '+ -', label: 'interval' },
    help: 'look less often (up to every 30 s)',
    run: ({ stepInterval }) => stepInterval(1),
  },
  {
    keys: ['-', '_'],
    shown: '-',
    help: 'look more often (down to every second)',
    run: ({ stepInterval }) => stepInterval(-1),
  },
];
