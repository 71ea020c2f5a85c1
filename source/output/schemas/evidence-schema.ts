import type { Evidence, EvidenceKind, EvidenceTable } from '../../domain/finding/evidence.ts';
import { list, milliseconds, record, text, time, wordOf } from './json-schema.ts';

const base = {
  kind: wordOf<EvidenceKind>({ sql: true, smtp: true, dns: true, tcp: true, file: true, process: true }),
  asked: text,
  answer: text,
  at: time,
  durationMs: milliseconds,
};

/** Evidence without the table that screens draw. */
export const evidenceSchema = record<Omit<Evidence, 'table'>>(base);

/** The same with its table, where it has one. */
export const evidenceWithTableSchema = record<Evidence>(base, {
  table: record<EvidenceTable>({ columns: list(text), rows: list(list(text)) }),
});
