import type { JournalEntry } from '../../../../domain/change/journal-entry.ts';
import { formatClock } from '../../../../domain/wording/duration.ts';
import type { PanelLine } from '../../../components/panel.tsx';

/** Which change would be taken back: what it was, when, what it wrote, what does not come back. */
export const undoLines = ({ id, title, at, changed, irreversible }: JournalEntry, now: Date): readonly PanelLine[] => [
  { text: `${title}, done ${formatClock(at, now)} (${id})` },
  { text: '' },
  ...changed.map((text) => ({ text })),
  ...irreversible.map((words) => ({ status: 'warn' as const, text: `Does not come back: ${words}` })),
];
