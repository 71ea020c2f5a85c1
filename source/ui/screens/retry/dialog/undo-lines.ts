import type { JournalEntry } from '../../../../domain/change/journal-entry.ts';
import { formatClock } from '../../../../domain/wording/duration.ts';
import { tellEntry } from '../../../../output/tell/tell-change.ts';
import type { PanelLine } from '../../../components/panel.tsx';

/** Which change would be taken back: what it was, when, what it wrote, what does not come back. */
export const undoLines = (entry: JournalEntry, now: Date): readonly PanelLine[] => {
  const { sentence, details } = tellEntry(entry, formatClock(entry.at, now));
  return [
    { text: sentence },
    { text: '' },
    ...details.map(({ status, words }) => ({ text: words, ...(status === 'warn' ? { status } : {}) })),
  ];
};
