import type { ByHand, DatabaseStep, Plan, PlannedRow } from '../../../../domain/change/plan.ts';
import type { Status } from '../../../../domain/finding/status.ts';
import { countOf } from '../../../../domain/wording/count.ts';
import { showValue } from '../../../../output/change/value.ts';
import { placeOf, tellOutside } from '../../../../output/tell/tell-step.ts';
import { blank, type Line, paragraph } from '../../../components/lines/line.ts';
import { tableLines } from '../../../components/lines/table-lines.ts';
import type { RecordSighting } from '../source.ts';
import { evidenceLines } from './evidence-lines.ts';

interface PlanOptions {
  readonly width: number;
  readonly signs: Readonly<Record<Status, string>>;
}

/** A plan as a person reads it before saying yes: before → after, exactly. */
export const shownPlanLines = (plan: Plan, foreseen: readonly string[], options: PlanOptions): readonly Line[] => {
  const { width } = options;
  const steps = plan.transactions.flat();
  return [
    ...section('What changes', [
      ...steps.flatMap((step) => databaseLines(step, width)),
      ...plan.outside.flatMap(tellOutside).flatMap((words) => paragraph(words, { width, indent: 2 })),
    ]),
    ...section(
      'Careful',
      [...foreseen, ...plan.warnings].flatMap((words) => warned(words, options)),
    ),
    ...section(
      'Cannot be taken back',
      plan.irreversible.flatMap((words) => warned(words, options)),
    ),
    ...shownByHandLines(plan.byHand, options),
    ...section('What it rests on', evidenceLines(plan.evidence, { key: 'plan', width, indent: 2 })),
  ];
};

const section = (title: string, lines: readonly Line[]): readonly Line[] =>
  lines.length === 0 ? [] : [...paragraph(title, { width: title.length, tone: 'strong' }), ...lines, blank];

const warned = (words: string, { width, signs }: PlanOptions): readonly Line[] =>
  paragraph(words, { width, indent: 2, status: 'warn', prefix: [{ text: `${signs.warn} `, status: 'warn' }] });

/** More rows than this are counted rather than listed. */
const mostListed = 6;

const databaseLines = (step: DatabaseStep, width: number): readonly Line[] => {
  switch (step.kind) {
    case 'update-rows': {
      const rows = step.rows
        .slice(0, mostListed)
        .flatMap(({ id, before, after }) =>
          Object.keys(after).map((column) => [
            `${step.table} ${id}`,
            column,
            showValue(before[column]),
            showValue(after[column]),
          ]),
        );
      return [
        ...tableLines({ columns: ['row', 'column', 'before', 'after'], rows }, { width, indent: 0, keepUpright: true }),
        ...more(step.rows.length, width),
      ];
    }
    case 'insert-row':
      return [
        ...paragraph(`A new row in ${step.table}:`, { width, indent: 2 }),
        ...tableLines(
          { columns: ['column', 'value'], rows: printRow(step.values) },
          { width, indent: 2, keepUpright: true },
        ),
      ];
    case 'delete-rows':
      return paragraph(`${countOf(step.rows.length, 'row')} of ${step.table} deleted`, { width, indent: 2 });
  }
};

const more = (count: number, width: number): readonly Line[] =>
  count <= mostListed
    ? []
    : paragraph(`and ${countOf(count - mostListed, 'more row')}`, { width, indent: 2, tone: 'quiet' });

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
