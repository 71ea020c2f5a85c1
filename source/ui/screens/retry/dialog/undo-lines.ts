import type { UndoPreview } from '../../../../domain/change/undo-preview.ts';
import { formatClock } from '../../../../domain/wording/duration.ts';
import { tellPassed, tellUndoPreview } from '../../../../output/tell/tell-undo-preview.ts';
import type { PanelLine } from '../../../components/panel.tsx';
import type { UndoDialog } from './state.ts';

/** Which change would be taken back: what it was, when, what comes back, what does not. */
export const undoLines = (
  { preview, passed }: Pick<UndoDialog, 'preview' | 'passed'>,
  now: Date,
): readonly PanelLine[] => {
  const clock = ({ entry }: UndoPreview): string => formatClock(entry.at, now);
  const { sentence, details } = tellUndoPreview(preview, clock(preview));
  return [
    ...passed.map((other) => ({ status: 'skipped' as const, text: tellPassed(other, clock(other)) })),
    ...(passed.length === 0 ? [] : [{ text: '' }]),
    { text: sentence },
    { text: '' },
    ...details.map(({ status, words }) => ({ text: words, ...(status === 'warn' ? { status } : {}) })),
  ];
};
