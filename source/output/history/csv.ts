import type { History } from '../../inspection/history/history.ts';
import { formatCsv } from '../csv.ts';
import { describeActor, describeMark, describeValues } from './lines.ts';

/** What happened, a line each, oldest first. */
export const formatHistoryCsv = (database: string, history: History): string =>
  formatCsv(
    ['database', 'at', 'kind', 'record', 'what', 'by', 'values', 'mark'],
    history.happenings.map((happening) => [
      database,
      happening.at.toISOString(),
      happening.kind,
      happening.record,
      happening.words,
      describeActor(happening.by).replace(/^by /, ''),
      describeValues(happening, '→').join('; '),
      describeMark(happening, history) ?? null,
    ]),
  );
