import type { ApplyResult, UndoResult } from '../../../source/changes/result.ts';
import type { JournalEntry } from '../../../source/domain/change/journal-entry.ts';

const entry = (given: Partial<JournalEntry>): JournalEntry => ({
  id: '20261124T120431-k3f9',
  at: new Date('2026-11-24T12:04:31Z'),
  database: 'acme',
  host: 'db1',
  action: 'cron.wake',
  subject: null,
  title: 'Run the queue now',
  state: 'applied',
  changed: ["woke Odoo's queue"],
  left: [],
  irreversible: [],
  canBeTakenBack: true,
  needsRestart: false,
  ...given,
});

/** A change that was done. */
export const applied = (
  given: Partial<JournalEntry> = {},
): Extract<ApplyResult, { readonly kind: 'applied' | 'in-part' }> => ({
  kind: 'applied',
  entry: entry(given),
  rows: 0,
  skipped: [],
  why: undefined,
  byHand: [],
});

/** One that was taken back. */
export const undone = (
  given: Partial<JournalEntry> = {},
): Extract<UndoResult, { readonly kind: 'undone' | 'undone-in-part' }> => ({
  kind: 'undone',
  entry: entry(given),
  why: undefined,
});
