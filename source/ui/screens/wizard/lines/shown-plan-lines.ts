import type { ByHand, Plan, PlannedRow } from '../../../../domain/change/plan.ts';
import { readTimetable } from '../../../../domain/change/timetable.ts';
import type { Status } from '../../../../domain/finding/status.ts';
import { countOf } from '../../../../domain/wording/count.ts';
import { type GatheredRows, gatherSteps, hasManyRows, mostRowsTold } from '../../../../output/change/gather-steps.ts';
import { showRow } from '../../../../output/change/plan-lines.ts';
import { showValue } from '../../../../output/change/value.ts';
import { placeOf, tellOutside } from '../../../../output/tell/tell-step.ts';
import { tellTimetable } from '../../../../output/tell/tell-timetable.ts';
import { blank, type Line, paragraph } from '../../../components/lines/line.ts';
import { tableLines } from '../../../components/lines/table-lines.ts';
import type { RecordSighting } from '../source.ts';
import { evidenceLines } from './evidence-lines.ts';

interface PlanOptions {
  readonly width: number;
  readonly signs: Readonly<Record<Status, string>>;
}

/**
 * A plan as a person reads it before saying yes: when mails leave, then before → after, exactly. Rows that are too many to
 * be told stand below what comes of them.
 */
export const shownPlanLines = (plan: Plan, foreseen: readonly string[], options: PlanOptions): readonly Line[] => {
  const { width } = options;
  const say = (words: string): readonly Line[] => paragraph(words, { width, indent: 2 });
  const rows = gatherSteps(plan).flatMap((gathered) => rowLines(gathered, width));
  const outside = plan.outside.flatMap(tellOutside).flatMap(say);
  const isLong = hasManyRows(plan);
  return [
    ...section('When they leave', tellTimetable(readTimetable(plan)).flatMap(say)),
    ...(isLong ? section('What happens', outside) : section('What changes', [...rows, ...outside])),
    ...section(
      'Careful',
      [...foreseen, ...plan.warnings].flatMap((words) => warned(words, options)),
    ),
    ...section(
      'Cannot be taken back',
      plan.irreversible.flatMap((words) => warned(words, options)),
    ),
    ...shownByHandLines(plan.byHand, options),
    ...(isLong ? section('What changes', rows) : []),
    ...section('What it rests on', evidenceLines(plan.evidence, { key: 'plan', width, indent: 2 })),
  ];
};

const section = (title: string, lines: readonly Line[]): readonly Line[] =>
  lines.length === 0 ? [] : [...paragraph(title, { width: title.length, tone: 'strong' }), ...lines, blank];

const warned = (words: string, { width, signs }: PlanOptions): readonly Line[] =>
  paragraph(words, { width, indent: 2, status: 'warn', prefix: [{ text: `${signs.warn} `, status: 'warn' }] });

const rowLines = (gathered: GatheredRows, width: number): readonly Line[] => {
  const { table, rows } = gathered;
  const more = rows.length - mostRowsTold;
  return [
    ...firstRows(gathered, width),
    ...(more > 0 ? paragraph(`and ${countOf(more, 'more row')} of ${table}`, { width, indent: 2, tone: 'quiet' }) : []),
  ];
};

const firstRows = (gathered: GatheredRows, width: number): readonly Line[] => {
  const { table } = gathered;
  switch (gathered.kind) {
    case 'update-rows': {
      const rows = gathered.rows
        .slice(0, mostRowsTold)
        .flatMap(({ id, before, after }) =>
          Object.keys(after).map((column) => [
            `${table} ${id}`,
            column,
            showValue(before[column]),
            showValue(after[column]),
          ]),
        );
      return tableLines(
        { columns: ['row', 'column', 'before', 'after'], rows },
        { width, indent: 0, keepUpright: true },
      );
    }
    case 'insert-row':
      return gathered.rows.length > 1
        ? [
            ...paragraph(`${countOf(gathered.rows.length, 'new row')} in ${table}:`, { width, indent: 2 }),
            ...gathered.rows.slice(0, mostRowsTold).flatMap((row) => paragraph(showRow(row), { width, indent: 4 })),
          ]
        : gathered.rows.flatMap((row) => newRow(table, row, width));
    case 'delete-rows':
      return paragraph(`${countOf(gathered.rows.length, 'row')} of ${table} deleted`, { width, indent: 2 });
  }
};

const newRow = (table: string, row: PlannedRow, width: number): readonly Line[] => [
  ...paragraph(`A new row in ${table}:`, { width, indent: 2 }),
  ...tableLines({ columns: ['column', 'value'], rows: printRow(row) }, { width, indent: 2, keepUpright: true }),
];

const printRow = (row: PlannedRow): readonly string[][] =>
  Object.entries(row).map(([column, value]) => [column, showValue(value)]);

/** What is left for people, with what they can copy. */
export const shownByHandLines = (byHand: readonly ByHand[], { width }: PlanOptions): readonly Line[] =>
  section(
    'By hand',
    byHand.flatMap(({ words, copy, owner, record }) => [
      ...paragraph(`${words} (${placeOf[owner]})`, { width, indent: 2 }),
      ...(record === undefined
        ? (copy?.split('\n') ?? []).flatMap((line) => paragraph(line, { width, indent: 4, status: 'ok' }))
        : tableLines(
            { columns: ['name', 'type', 'value'], rows: [[record.name, record.type, record.value]] },
            { width, indent: 2 },
          )),
    ]),
  );

/** Who sees the record by now. */
export const sightingLines = (
  sighting: RecordSighting | 'looking' | undefined,
  { width, signs }: PlanOptions,
): readonly Line[] => {
  if (sighting === undefined) return [];
  if (sighting === 'looking') return section('Is it visible?', paragraph('Asking …', { width, indent: 2 }));
  return section(
    sighting.isVisible ? 'It is visible everywhere' : 'Not visible everywhere yet; asking again and again',
    sighting.lines.flatMap(({ status, words }) =>
      paragraph(words, { width, indent: 2, status, prefix: [{ text: `${signs[status]} `, status }] }),
    ),
  );
};

/** What `y` copies of a plan or an outcome: the first thing that is there to be copied. */
export const copyOf = (byHand: readonly ByHand[]): string | undefined =>
  byHand.map(({ copy, record }) => copy ?? record?.value).find((text) => text !== undefined);

/** What `Y` copies: all of it. */
export const copyAllOf = (byHand: readonly ByHand[]): string =>
  byHand
    .flatMap(({ words, copy, record }) => [
      words,
      ...(record === undefined ? [] : [`${record.name} ${record.type} ${record.value}`]),
      ...(copy === undefined || copy === record?.value ? [] : [copy]),
    ])
    .join('\n');
