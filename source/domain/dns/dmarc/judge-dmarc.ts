import type { DnsProblem } from '../dns-problem.ts';
import type { ReportTarget } from './dmarc.ts';
import { lintDmarc } from './lint-dmarc.ts';
import type { DmarcFound, DmarcStep } from './walk.ts';

/** What is wrong with the record that applies, or with there being none or several. */
export const judgeRecord = (
  domain: string,
  steps: readonly DmarcStep[],
  found: DmarcFound | undefined,
): readonly DnsProblem[] => {
  const several = steps.filter((step) => step.kind === 'several');
  const problems = several.map(
    (step): DnsProblem => ({
      rule: 'dmarc.several-records',
      severity: 'fail',
      subject: step.domain,
      message: `There are ${step.texts.length} DMARC records at _dmarc.${step.domain}, so none of them applies. Keep one.`,
    }),
  );
  if (found !== undefined) return [...problems, ...lintDmarc(found.domain, found.record)];
  if (several.length > 0) return problems;
  const message = `${domain} has no DMARC record; large receivers refuse bulk mail from such domains.`;
  return [{ rule: 'dmarc.missing', severity: 'warn', subject: domain, message }];
};

/** The targets that will get nothing, as problems. */
export const judgeTargets = (owner: string, targets: readonly ReportTarget[]): readonly DnsProblem[] =>
  targets
    .filter(({ state }) => state === 'not-authorised')
    .map(({ domain }) => ({
      rule: 'dmarc.report-not-authorised',
      severity: 'warn',
      subject: owner,
      message: `${domain} has not agreed to get reports about ${owner}, so receivers send none there; it must publish ${owner}._report._dmarc.${domain} with the text "v=DMARC1".`,
    }));

/** The steps whose silence could hide the record that applies: all above, unless a record was found below them. */
export const whyUndecided = (steps: readonly DmarcStep[], found: DmarcFound | undefined): string | undefined => {
  const end = found === undefined ? steps.length : steps.indexOf(found);
  return steps.slice(0, end).find((step) => step.kind === 'unknown')?.reason;
};
