import { parsePace } from '../../../../domain/change/pace.ts';
import { editField } from '../../../components/text-field-state.ts';
import type { KeyBinding } from '../../../keys/binding.ts';
import { bindKeys, type KeyLayer } from '../../../keys/layer.ts';
import { findObjection, tierOf } from '../confirming.ts';
import type { ActionChoices } from '../source.ts';
import type { ConfirmDialog, RetryDialog } from './state.ts';

/** What an open dialog can be told. */
export interface RetryDialogControls {
  close(): void;
  scroll(lines: number): void;
  confirm(): void;
  choose(choices: ActionChoices): void;
  editCount(field: ConfirmDialog['count']): void;
  editPace(field: ConfirmDialog['pace']): void;
}

type Keys = readonly KeyBinding<RetryDialogControls>[];

const close: KeyBinding<RetryDialogControls> = {
  keys: ['esc', 'q'],
  shown: 'Esc',
  footer: { shown: 'Esc', label: 'back' },
  help: 'close',
  run: (controls) => controls.close(),
};

const scrolling: Keys = [
  {
    keys: ['j', 'down'],
    shown: 'j ↓',
    footer: { shown: 'j k', label: 'scroll' },
    help: 'down',
    run: ({ scroll }) => scroll(1),
  },
  { keys: ['k', 'up'], shown: 'k ↑', help: 'up', run: ({ scroll }) => scroll(-1) },
  { keys: ['pagedown', 'space'], shown: 'PgDn', help: 'a page down', run: ({ scroll }) => scroll(10) },
  { keys: ['pageup'], shown: 'PgUp', help: 'a page up', run: ({ scroll }) => scroll(-10) },
];

const stop: KeyBinding<RetryDialogControls> = {
  ...close,
  keys: ['esc', 'q', 's'],
  shown: 's',
  footer: { shown: 's', label: 'stop' },
  help: 'stop; what is done stays done',
};

const takeBack: KeyBinding<RetryDialogControls> = {
  keys: ['y'],
  shown: 'y',
  footer: { shown: 'y', label: 'take it back' },
  help: 'take exactly this back',
  run: ({ confirm }) => confirm(),
};

/** The keys of the dialog that is open; nothing below it hears any. */
export const retryDialogLayers = (dialog: RetryDialog, controls: RetryDialogControls): readonly KeyLayer[] => {
  switch (dialog.kind) {
    case 'inspect':
    case 'summary':
      return [{ keys: bindKeys([close, ...scrolling], controls), isModal: true }];
    case 'preparing':
      return [{ keys: bindKeys([close], controls), isModal: true }];
    case 'running':
      return [{ keys: bindKeys(dialog.progress.isStopping ? [] : [stop], controls), isModal: true }];
    case 'undo':
      return [{ keys: bindKeys([takeBack, close, ...scrolling], controls), isModal: true }];
    case 'confirm':
      return dialog.pace === undefined ? [confirmLayer(dialog, controls)] : [paceLayer(dialog, dialog.pace, controls)];
  }
};

const confirmLayer = (dialog: ConfirmDialog, controls: RetryDialogControls): KeyLayer => {
  const { preview, count } = dialog;
  const yes: KeyBinding<RetryDialogControls> = {
    keys: ['y'],
    shown: 'y',
    footer: { shown: 'y', label: 'do it' },
    help: 'do exactly this',
    disabled: () => findObjection(dialog),
    run: ({ confirm }) => confirm(),
  };
  const own = preview.ids.length === 0 ? [] : [yes];
  return {
    keys: bindKeys([...own, close, ...includes(dialog), ...hold(dialog), ...pace(dialog), ...scrolling], controls),
    isModal: true,
    // Only what a number is made of, so that every letter keeps its meaning.
    type(key) {
      const isForNumbers = /^(\d|backspace|delete|left|right|home|end|ctrl\+[uw])$/.test(key);
      const edited = isForNumbers && tierOf(preview) === 'count' ? editField(count, key) : undefined;
      if (edited !== undefined) controls.editCount(edited);
      return edited !== undefined;
    },
  };
};

/** H holds the waiting mails that would fail. */
const includeLetters = 'ABCDEFGIJKLMNOP';

/** Groups that were set apart and may be taken in have a letter each, from A. */
export const includeKey = (index: number): string => includeLetters.charAt(index);

const includes = ({ preview: { setAside, choices } }: ConfirmDialog): Keys =>
  setAside
    .flatMap(({ include }) => (include === undefined ? [] : [include]))
    .map((include, index) => ({
      keys: [includeKey(index)],
      shown: includeKey(index),
      help: 'take these mails in, too',
      run: ({ choose }) => choose({ ...choices, include: [...choices.include, include] }),
    }));

const hold = ({ preview: { canHold, choices } }: ConfirmDialog): Keys =>
  canHold
    ? [
        {
          keys: ['H'],
          shown: 'H',
          footer: { shown: 'H', label: 'hold the others' },
          help: 'hold the waiting mails that would fail',
          run: ({ choose }) => choose({ ...choices, holdOthers: true }),
        },
      ]
    : [];

const pace = ({ preview }: ConfirmDialog): Keys =>
  preview.action === 'retry' && preview.ids.length > 0
    ? [
        {
          keys: ['p'],
          shown: 'p',
          footer: { shown: 'p', label: 'pace' },
          help: 'spread them over time: 500/day, 50/hour',
          run: ({ editPace }) =>
            editPace({ value: preview.choices.pace ?? '', cursor: (preview.choices.pace ?? '').length }),
        },
      ]
    : [];

const paceLayer = (
  { preview: { choices } }: ConfirmDialog,
  field: NonNullable<ConfirmDialog['pace']>,
  controls: RetryDialogControls,
): KeyLayer => {
  const { pace: _, ...others } = choices;
  const typed = field.value.trim();
  const keys: Keys = [
    {
      keys: ['enter'],
      shown: 'Enter',
      footer: { shown: 'Enter', label: 'look again with this pace' },
      help: 'look again with this pace',
      disabled: () =>
        typed === '' || parsePace(typed) !== undefined ? undefined : 'A pace is 500/day, 50/hour or 5/minute.',
      run: ({ choose }) => choose(typed === '' ? others : { ...others, pace: typed }),
    },
    { ...close, keys: ['esc'], run: ({ editPace }) => editPace(undefined) },
  ];
  return {
    keys: bindKeys(keys, controls),
    isModal: true,
    type(key) {
      const edited = editField(field, key);
      if (edited !== undefined) controls.editPace(edited);
      return true;
    },
  };
};
