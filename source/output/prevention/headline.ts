import { judgePrecaution } from '../../domain/finding/precaution-id.ts';
import { countByStatus, type PrecautionReport } from '../../domain/finding/precaution-report.ts';
import type { Status } from '../../domain/finding/status.ts';
import { countOf } from '../../domain/wording/count.ts';

interface PreventionHeadline {
  readonly status: Status;
  readonly sentence: string;
}

/** How all precautions stand together, in one sentence. */
export const headlineOf = (reports: readonly Pick<PrecautionReport, 'status'>[]): PreventionHeadline => {
  const { ok, warn, fail, unknown } = countByStatus(reports);
  const status = judgePrecaution(reports.map((report) => report.status));
  const parts = [
    ...(fail === 0 ? [] : [`${countOf(fail, 'is', 'are')} missing`]),
    ...(warn === 0 ? [] : [`${countOf(warn, 'is', 'are')} worth mending`]),
    ...(unknown === 0 ? [] : [`${countOf(unknown, 'is', 'are')} not known`]),
    ...(ok === 0 ? [] : [`${countOf(ok, 'is', 'are')} fine`]),
  ];
  const all = countOf(reports.length, 'precaution');
  return {
    status,
    sentence: parts.length === 0 ? `Of ${all} none applies here.` : `Of ${all} ${parts.join(', ')}.`,
  };
};
