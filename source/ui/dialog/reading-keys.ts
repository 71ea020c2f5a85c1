import { editField, type TextFieldState } from '../components/text-field-state.ts';
import type { KeyBinding } from '../keys/binding.ts';
import { namedKeys } from '../keys/named-keys.ts';

/** Lines, further down or up, or a window of them. */
export type ScrollStep = number | 'page-down' | 'page-up';

/** How many lines a step goes in a window of this height; a line of the old page stays. */
export const scrollLines = (step: ScrollStep, height: number): number => {
  if (typeof step === 'number') return step;
  const page = Math.max(1, height - 1);
  return step === 'page-down' ? page : -page;
};

/** What every dialog that is read and answered can be told. */
export interface ReadingControls {
  close(): void;
  scroll(step: ScrollStep): void;
  confirm(): void;
}

type Key = KeyBinding<ReadingControls>;

export const closeKey: Key = {
  keys: ['esc', 'q'],
  shown: namedKeys.back,
  footer: { shown: namedKeys.back, label: 'back' },
  help: 'back; nothing is changed',
  run: ({ close }) => close(),
};

/** Of a change that has begun: it is asked to stop. */
export const stopKey: Key = {
  ...closeKey,
  keys: ['esc', 'q', namedKeys.stopSending],
  shown: namedKeys.stopSending,
  footer: { shown: namedKeys.stopSending, label: 'stop' },
  help: 'stop; what is done stays done',
};

/** More lines than any dialog has. */
const farEnough = 1_000_000;

export const scrollKeys: readonly KeyBinding<Pick<ReadingControls, 'scroll'>>[] = [
  {
    keys: [namedKeys.down, 'down'],
    shown: 'j ↓',
    footer: { shown: 'j k', label: 'scroll' },
    help: 'down',
    run: ({ scroll }) => scroll(1),
  },
  { keys: ['k', 'up'], shown: 'k ↑', help: 'up', run: ({ scroll }) => scroll(-1) },
  { keys: ['pagedown', 'space'], shown: 'PgDn', help: 'a page down', run: ({ scroll }) => scroll('page-down') },
  { keys: ['pageup'], shown: 'PgUp', help: 'a page up', run: ({ scroll }) => scroll('page-up') },
  { keys: ['g', 'home'], shown: 'g', help: 'to the top', run: ({ scroll }) => scroll(-farEnough) },
  { keys: ['G', 'end'], shown: 'G', help: 'to the end', run: ({ scroll }) => scroll(farEnough) },
];

const undoKey: KeyBinding<Pick<ReadingControls, 'confirm'>> = {
  keys: [namedKeys.yes],
  shown: namedKeys.yes,
  footer: { shown: namedKeys.yes, label: 'take it back' },
  help: 'take exactly this back',
  run: ({ confirm }) => confirm(),
};

/** In the place of the key that would do it: says why it does not. */
export const nothingDoneKey = (why: string): KeyBinding<Pick<ReadingControls, 'confirm'>> => ({
  keys: [namedKeys.yes],
  shown: namedKeys.yes,
  help: 'nothing is done: it is a preview',
  disabled: () => why,
  run: () => undefined,
});

/** Takes back what is shown, unless there is a preview alone. */
export const undoOrNot = (previewOnly: string | undefined): KeyBinding<Pick<ReadingControls, 'confirm'>> =>
  previewOnly === undefined ? undoKey : nothingDoneKey(previewOnly);

/** Does what is shown, once nothing is missing. */
export const doKey = (objection: () => string | undefined): Key => ({
  keys: [namedKeys.yes],
  shown: namedKeys.yes,
  footer: { shown: namedKeys.yes, label: 'do it' },
  help: 'do exactly this',
  disabled: objection,
  run: ({ confirm }) => confirm(),
});

/** A field for a count: only what a number is made of, so that every letter keeps its meaning. */
export const editNumber = (field: TextFieldState, key: string): TextFieldState | undefined =>
  /^(\d|backspace|delete|left|right|home|end|ctrl\+[uw])$/.test(key) ? editField(field, key) : undefined;
