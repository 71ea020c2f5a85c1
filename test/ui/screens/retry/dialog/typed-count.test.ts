import { expect, test } from 'vitest';
import { emptyField } from '../../../../../source/ui/components/text-field-state.ts';
import { retryDialogReducer } from '../../../../../source/ui/screens/retry/dialog/state.ts';
import type { ActionPreview } from '../../../../../source/ui/screens/retry/source.ts';

const preview: ActionPreview = {
  action: 'retry',
  title: 'Send again',
  asked: 298,
  ids: [1, 2],
  setAside: [],
  leaving: [],
  findings: [],
  warnings: [],
  irreversible: [],
  statements: [],
  alarm: null,
  canHold: false,
  failing: 0,
  maybeDelivered: 0,
  deletes: false,
  choices: { include: [] },
};
const previewed = {
  kind: 'previewed',
  preview,
  chosen: { ids: [1, 2], hidden: [], isMarked: true },
  named: [],
  previewOnly: undefined,
  at: new Date(0),
} as const;

test('a count that was typed stands when another choice previews the same mails again', () => {
  const count = { value: '29', cursor: 2 };
  const working = retryDialogReducer(undefined, { kind: 'preparing', words: 'Trying it out …' });
  expect(retryDialogReducer(working, { ...previewed, count })).toMatchObject({ kind: 'confirm', count });
});

test('a confirmation begins with nothing typed', () => {
  expect(retryDialogReducer(undefined, previewed)).toMatchObject({ kind: 'confirm', count: emptyField });
});
