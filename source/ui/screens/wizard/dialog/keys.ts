import { editField, insertText, type TextFieldState } from '../../../components/text-field-state.ts';
import { findObjection } from '../../../confirmation.ts';
import {
  closeKey,
  doKey,
  editNumber,
  nothingDoneKey,
  type ReadingControls,
  scrollKeys,
  stopKey,
  undoOrNot,
} from '../../../dialog/reading-keys.ts';
import type { KeyBinding } from '../../../keys/binding.ts';
import { bindKeys, type KeyLayer } from '../../../keys/layer.ts';
import { waitingLayer } from '../../../keys/waiting-layer.ts';
import { copyOf } from '../lines/shown-plan-lines.ts';

import type { AskingDialog, PreviewDialog, ToldDialog, WizardDialog, WorkingDialog } from './state.ts';

/** What an open dialog can be told. */
export interface WizardDialogControls extends ReadingControls {
  point(at: number): void;
  choose(): void;
  edit(field: TextFieldState): void;
  submit(): void;
  type(field: TextFieldState): void;
  copy(): void;
  copyAll(): void;
  watch(): void;
  /** Something was typed that nobody waits for. */
  notHeard(): void;
}

type Key = KeyBinding<WizardDialogControls>;

/** The keys of the dialog that is open; nothing below it hears any. */
export const wizardDialogLayers = (dialog: WizardDialog, controls: WizardDialogControls): readonly KeyLayer[] => {
  switch (dialog.kind) {
    case 'choosing':
      return [{ keys: bindKeys([...choosing(dialog.at, dialog.offers.length), closeKey], controls), isModal: true }];
    case 'asking':
      return [askingLayer(dialog, controls)];
    case 'working':
      return [workingLayer(dialog.stage, controls)];
    case 'preview':
      return [previewLayer(dialog, controls)];
    case 'undo':
      return [{ keys: bindKeys([undoOrNot(dialog.previewOnly), closeKey, ...scrollKeys], controls), isModal: true }];
    case 'told':
      return [
        {
          keys: bindKeys(
            [...byHandKeys(dialog, ['y']), { ...closeKey, keys: ['esc', 'q', 'enter'] }, ...scrollKeys],
            controls,
          ),
          isModal: true,
        },
      ];
  }
};

const choosing = (at: number, length: number): readonly Key[] => [
  {
    keys: ['enter', 'F'],
    shown: 'Enter',
    footer: { shown: 'Enter', label: 'look at this one' },
    help: 'look at this remedy',
    run: ({ choose }) => choose(),
  },
  {
    keys: ['j', 'down'],
    shown: 'j ↓',
    footer: { shown: 'j k', label: 'move' },
    help: 'down',
    run: ({ point }) => point(Math.min(length - 1, at + 1)),
  },
  { keys: ['k', 'up'], shown: 'k ↑', help: 'up', run: ({ point }) => point(Math.max(0, at - 1)) },
];

const workingLayer = (stage: WorkingDialog['stage'], controls: WizardDialogControls): KeyLayer => {
  if (stage === 'trying') {
    const { close, notHeard } = controls;
    // Whoever wrote an answer may write on: no letter of it may act here, nor be shown.
    return waitingLayer({ label: 'back', leave: close, hear: notHeard });
  }
  return { keys: bindKeys(stage === 'changing' ? [stopKey] : [], controls), isModal: true };
};

const askingLayer = ({ inputs, fields, at }: AskingDialog, controls: WizardDialogControls): KeyLayer => {
  const last = inputs.length - 1;
  const field = fields[at];
  const input = inputs[at];
  const choices = input?.kind === 'choice' ? (input.choices ?? []) : undefined;
  const turn = (step: 1 | -1) => (): void => {
    const index = (choices ?? []).indexOf(field?.value ?? '');
    const value = choices?.at((index + step) % choices.length) ?? '';
    controls.edit({ value, cursor: value.length });
  };
  const keys: readonly Key[] = [
    {
      keys: ['enter'],
      shown: 'Enter',
      footer: { shown: 'Enter', label: at === last ? 'try it, change nothing yet' : 'next' },
      help: 'to the next answer; after the last one it is tried',
      run: ({ point, submit }) => (at === last ? submit() : point(at + 1)),
    },
    { keys: ['tab', 'down'], shown: 'Tab', help: 'next', run: ({ point }) => point(Math.min(last, at + 1)) },
    { keys: ['up'], shown: '↑', help: 'the one before', run: ({ point }) => point(Math.max(0, at - 1)) },
    ...(choices === undefined
      ? []
      : [
          {
            keys: ['right', 'space'],
            shown: '← →',
            footer: { shown: '← →', label: 'choose' },
            help: 'the next choice',
            run: turn(1),
          },
          { keys: ['left'], shown: '←', help: 'the choice before', run: turn(-1) },
        ]),
    { ...closeKey, keys: ['esc'] },
  ];
  const write = (edited: TextFieldState | undefined): boolean => {
    if (edited !== undefined && choices === undefined) controls.edit(edited);
    return true;
  };
  return {
    keys: bindKeys(keys, controls),
    isModal: true,
    type: (key) => field !== undefined && write(editField(field, key)),
    paste: (text) => void (field !== undefined && write(insertText(field, text))),
  };
};

const previewLayer = (dialog: PreviewDialog, controls: WizardDialogControls): KeyLayer => {
  const { confirmation, typed, previewOnly } = dialog;
  const yes =
    previewOnly === undefined ? doKey(() => findObjection(confirmation, typed.value)) : nothingDoneKey(previewOnly);
  const own = confirmation.kind === 'by-hand' ? byHandKeys(dialog, ['y']) : [yes, ...byHandKeys(dialog, [])];
  return {
    keys: bindKeys([...own, closeKey, ...scrollKeys], controls),
    isModal: true,
    type(key) {
      const edited = confirmation.kind === 'type' && previewOnly === undefined ? editNumber(typed, key) : undefined;
      if (edited !== undefined) controls.type(edited);
      return edited !== undefined;
    },
  };
};

/** Copying and waiting, where there is something to be done by hand. */
const byHandKeys = (dialog: PreviewDialog | ToldDialog, copyKeys: readonly string[]): readonly Key[] => {
  const byHand = dialog.kind === 'preview' ? dialog.plan.byHand : dialog.byHand;
  if (byHand.length === 0) return [];
  const one: Key = {
    keys: copyKeys,
    shown: 'y',
    footer: { shown: 'y', label: 'copy' },
    help: 'copy the record or command',
    run: ({ copy }) => copy(),
  };
  const all: Key = {
    keys: ['Y'],
    shown: 'Y',
    footer: { shown: 'Y', label: 'copy all' },
    help: 'copy everything that is to be done by hand',
    run: ({ copyAll }) => copyAll(),
  };
  const wait: Key = {
    keys: ['w'],
    shown: 'w',
    footer: { shown: 'w', label: 'watch' },
    help: 'ask until the record is seen everywhere',
    run: ({ watch }) => watch(),
  };
  return [
    ...(copyKeys.length > 0 && copyOf(byHand) !== undefined ? [one] : []),
    all,
    ...(byHand.some(({ record }) => record !== undefined) ? [wait] : []),
  ];
};
