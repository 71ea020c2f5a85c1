import type { PrecautionId } from '../../../domain/finding/precaution-id.ts';
import type { PrecautionReport } from '../../../domain/finding/precaution-report.ts';
import type { ScreenSize } from '../screen.ts';
import type { WizardDialog } from '../wizard/dialog/state.ts';
import type { Notice } from '../wizard/state.ts';
import type { ShownFindings } from '../wizard/under-cursor.ts';
import type { PrecautionTitle } from './source.ts';

/** A precaution as far as it was examined. */
export interface PrecautionRow extends PrecautionTitle {
  readonly isRunning: boolean;
  /** Of the newest examination, also while the next is under way. */
  readonly report: PrecautionReport | undefined;
  readonly measuredAt: Date | undefined;
}

export interface PreventionState {
  readonly rows: readonly PrecautionRow[];
  /** The examination that is under way. */
  readonly run: { readonly only: readonly PrecautionId[]; readonly startedAt: Date } | undefined;
  /** When an examination last came to its end. */
  readonly measuredAt: Date | undefined;
  /** Why the last one did not. */
  readonly problem: string | undefined;
  readonly selected: PrecautionId | undefined;
  /** Where j and k move; in a narrow window also what is seen. */
  readonly pane: 'list' | 'detail';
  /** Keys of findings that are unfolded or, where they are open by themselves, folded. */
  readonly toggled: ReadonlySet<string>;
  /** What the cursor stands on in the detail, and the first line in sight. */
  readonly cursor: string | undefined;
  readonly first: number;
  readonly size: ScreenSize;
  readonly notice: Notice | undefined;
  readonly dialog: WizardDialog | undefined;
}

export const createPreventionState = (precautions: readonly PrecautionTitle[]): PreventionState => ({
  rows: precautions.map((precaution) => ({
    ...precaution,
    isRunning: false,
    report: undefined,
    measuredAt: undefined,
  })),
  run: undefined,
  measuredAt: undefined,
  problem: undefined,
  selected: precautions[0]?.id,
  pane: 'list',
  toggled: new Set(),
  cursor: undefined,
  first: 0,
  size: { columns: 80, rows: 20 },
  notice: undefined,
  dialog: undefined,
});

export const selectedRow = ({
  rows,
  selected,
}: Pick<PreventionState, 'rows' | 'selected'>): PrecautionRow | undefined => rows.find(({ id }) => id === selected);

/** What is known of all rows so far. */
export const reportsOf = ({ rows }: Pick<PreventionState, 'rows'>): readonly PrecautionReport[] =>
  rows.flatMap(({ report }) => (report === undefined ? [] : [report]));

export const findingsOfRow = (state: PreventionState): ShownFindings => {
  const row = selectedRow(state);
  return {
    findings: row?.report?.findings ?? [],
    cursor: state.cursor,
    isFocused: state.pane === 'detail',
    summary: row?.title,
  };
};

/** The mails that the selected precaution is about, where they are to be put away. */
export const mailsToPutAway = (state: PreventionState): string | undefined => {
  const report = selectedRow(state)?.report;
  return report?.status === 'warn' ? report.mails : undefined;
};
