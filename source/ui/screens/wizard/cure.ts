import type { CauseId } from '../../../domain/cause-id.ts';
import type { Finding } from '../../../domain/finding.ts';
import { findingKey } from './lines/step-lines.ts';
import type { Notice, Step, WizardState } from './state.ts';

/** The causes that are measured again after a change: the mended one, and those that failed only because of it. */
export const causesToMeasure = ({ steps }: Pick<WizardState, 'steps'>, mended: CauseId): readonly CauseId[] =>
  steps
    .filter(({ id, findings }) => id === mended || findings.some(({ consequenceOf }) => consequenceOf === mended))
    .map(({ id }) => id);

/** Whether a remedy helped, judged only by what was measured after it. */
export const judgeCure = (finding: Finding, after: Step | undefined, title: string): Notice => {
  const { report, findings = [] } = after ?? {};
  const found = findings.find((each) => findingKey(each) === findingKey(finding));
  const undo = 'U takes it back.';
  if (report === undefined || found?.status === 'unknown') {
    const reason = found === undefined ? '' : ` (${found.summary})`;
    return {
      status: 'unknown',
      sentence: `${title}: done, but whether it helped could not be measured${reason}. ${undo}`,
    };
  }
  if (found === undefined || found.status === 'ok' || found.status === 'skipped') {
    return { status: 'ok', sentence: `Cured: ${found?.summary ?? report.title} ${undo}` };
  }
  if (found.status === 'warn' && finding.status === 'fail') {
    return { status: 'warn', sentence: `Better: ${found.summary} ${undo}` };
  }
  return { status: 'fail', sentence: `${title}: it did not help: ${found.summary} ${undo}` };
};
