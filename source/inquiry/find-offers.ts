import type { Cause } from '../checks/cause.ts';
import type { CheckContext } from '../checks/context.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import { examinePrecautions } from '../diagnosis/examine-precautions.ts';
import type { RemedyOffer } from '../domain/change/remedy.ts';
import type { Finding } from '../domain/finding/finding.ts';
import { precautionIds } from '../domain/finding/precaution-id.ts';
import type { PrecautionReport } from '../domain/finding/precaution-report.ts';
import type { Precaution, PreventionContext } from '../prevention/precaution.ts';

/** What the causes find now, those first that the verdict puts first. */
const findNow = async (context: CheckContext, causes: readonly Cause[]): Promise<readonly Finding[]> => {
  for await (const event of diagnose(context, causes)) {
    if (event.kind !== 'verdict') continue;
    const { ranking } = event.verdict;
    const place = (id: (typeof ranking)[number]): number =>
      ranking.includes(id) ? ranking.indexOf(id) : ranking.length;
    return event.reports.toSorted((one, other) => place(one.id) - place(other.id)).flatMap(({ findings }) => findings);
  }
  throw new Error('the diagnosis ended without a verdict');
};

/** What precautions find now. */
export const findPrecautions = async (
  context: PreventionContext,
  precautions: readonly Precaution[],
): Promise<readonly PrecautionReport[]> => {
  const reports = new Map<string, PrecautionReport>();
  for await (const report of examinePrecautions(context, precautions)) reports.set(report.id, report);
  return precautions.flatMap(({ id }) => reports.get(id) ?? []);
};

/** What one cause, or one precaution, finds now. */
export const findOf = async (context: PreventionContext, source: Cause | Precaution): Promise<readonly Finding[]> =>
  isPrecaution(source)
    ? (await findPrecautions(context, [source])).flatMap(({ findings }) => findings)
    : await findNow(context, [source]);

/** The remedies at hand, those of causes first; what a precaution offers comes after, each once. */
export const findOffers = async (
  context: PreventionContext,
  known: readonly (Cause | Precaution)[],
): Promise<readonly RemedyOffer[]> => {
  const causes = known.filter((source) => !isPrecaution(source));
  // One after the other: what both ask is measured once, and a diagnosis that fails would cut off what it shares.
  const found = await findNow(context, causes);
  const reports = await findPrecautions(context, known.filter(isPrecaution));
  return offersOf([...found, ...reports.flatMap(({ findings }) => findings)]);
};

const isPrecaution = (source: Cause | Precaution): source is Precaution => precautionIds.some((id) => id === source.id);

/** The remedies that findings offer, each once. */
export const offersOf = (findings: readonly Finding[]): readonly RemedyOffer[] => [
  ...new Map(
    findings.flatMap(({ remedies }) => remedies).map((offer) => [`${offer.id} ${offer.subject}`, offer]),
  ).values(),
];
