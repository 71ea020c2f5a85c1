import { parsePace } from '../../../../domain/change/pace.ts';
import { editField } from '../../../components/text-field-state.ts';
import { findObjection } from '../../../confirmation.ts';
import {
  closeKey,
  doKey,
  editNumber,
  nothingDoneKey,
  scrollKeys,
  stopKey,
  undoOrNot,
} from '../../../dialog/reading-keys.ts';
import type { KeyBinding } from '../../../keys/binding.ts';
import { bindKeys, type KeyLayer } from '../../../keys/layer.ts';
import { namedKeys } from '../../../keys/named-keys.ts';
import { confirmAction } from '../confirming.ts';
import type { ActionChoices } from '../source.ts';
import type { ConfirmDialog, RetryDialog } from './state.ts';
import { type TestDialogControls, testAddressLayer, testLayer } from './test-keys.ts';

/** What an open dialog can be told. */
export interface RetryDialogControls extends TestDialogControls {
  choose(choices: ActionChoices): void;
  editCount(field: ConfirmDialog['count']): void;
  editPace(field: ConfirmDialog['pace']): void;
}

type Keys = readonly KeyBinding<RetryDialogControls>[];

/** The keys of the dialog that is open; nothing below it hears any. */
export const retryDialogLayers = (dialog: RetryDialog, controls: RetryDialogControls): readonly KeyLayer[] => {
  switch (dialog.kind) {
    case 'inspect':
    case 'summary':
      return [{ keys: bindKeys([closeKey, ...scrollKeys], controls), isModal: true }];
    case 'preparing':
      return [{ keys: bindKeys([closeKey], controls), isModal: true }];
    case 'running':
      return [{ keys: bindKeys(dialog.progress.isStopping ? [] : [stopKey], controls), isModal: true }];
    case 'undo':
      return [{ keys: bindKeys([undoOrNot(dialog.previewOnly), closeKey, ...scrollKeys], controls), isModal: true }];
    case 'test-address':
      return [testAddressLayer(dialog, controls)];
    case 'test':
      return [testLayer(controls)];
    case 'confirm':
      return dialog.pace === undefined ? [confirmLayer(dialog, controls)] : [paceLayer(dialog, dialog.pace, controls)];
  }
};

const confirmLayer = (dialog: ConfirmDialog, controls: RetryDialogControls): KeyLayer => {
  const { preview, count, previewOnly } = dialog;
  const confirmation = confirmAction(preview);
  const yes =
    previewOnly === undefined ? doKey(() => findObjection(confirmation, count.value)) : nothingDoneKey(previewOnly);
  const own = preview.ids.length === 0 ? [] : [yes];
  return {
    keys: bindKeys([...own, closeKey, ...includes(dialog), ...hold(dialog), ...pace(dialog), ...scrollKeys], controls),
    isModal: true,
    type(key) {
      const edited = confirmation.kind === 'type' && previewOnly === undefined ? editNumber(count, key) : undefined;
      if (edited !== undefined) controls.editCount(edited);
      return edited !== undefined;
    },
  };
};

/** G goes to the end, H holds the waiting mails that would fail. */
const includeLetters = 'ABCDEFIJKLMNOP';

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
          keys: [namedKeys.hold],
          shown: namedKeys.hold,
          footer: { shown: namedKeys.hold, label: 'hold the others' },
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
    { ...closeKey, keys: ['esc'], run: ({ editPace }) => editPace(undefined) },
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
