import type {
  LineStatus,
  RecordToPaste,
  ReportLine,
  ReportSection,
  worstStatus,
} from '../../domain/dns/report/section.ts';
import { evidenceWithTableSchema } from './evidence-schema.ts';
import { exactly, list, nullable, record, text, wordOf } from './json-schema.ts';

type Worst = ReturnType<typeof worstStatus>;
type Judged = Omit<ReportSection, 'paste'> & { readonly status: Worst; readonly paste: RecordToPaste | null };

const worst = wordOf<Worst>({ ok: true, warn: true, fail: true, unknown: true });

const line = record<ReportLine>(
  {
    status: wordOf<LineStatus>({ ok: true, note: true, warn: true, fail: true, unknown: true, skipped: true }),
    summary: text,
  },
  { rule: text },
);

const section = record<Judged>({
  id: text,
  title: text,
  lines: list(line),
  evidence: list(evidenceWithTableSchema),
  status: worst,
  paste: nullable(
    record<RecordToPaste>({ name: text, type: exactly('TXT'), text, zoneLine: text, changes: list(text) }),
  ),
});

/** `probe dns` */
export const probeDnsSchema = record<{ schema: 1; domain: string; status: Worst; sections: readonly Judged[] }>({
  schema: exactly(1),
  domain: text,
  status: worst,
  sections: list(section),
});
