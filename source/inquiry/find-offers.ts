import type { Cause } from '../checks/cause.ts';
import type { CheckContext } from '../checks/context.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { RemedyOffer } from '../domain/change/remedy.ts';
import type { Finding } from '../domain/finding/finding.ts';

/** What the causes find now, those first that the verdict puts first. */
export const findNow = async (context: CheckContext, causes: readonly Cause[]): Promise<readonly Finding[]> => {
  for await (const event of diagnose(context, causes)) {
    if (event.kind !== 'verdict') continue;
    const { ranking } = event.verdict;
    const place = (id: (typeof ranking)[number]): number =>
      ranking.includes(id) ? ranking.indexOf(id) : ranking.length;
    return event.reports.toSorted((one, other) => place(one.id) - place(other.id)).flatMap(({ findings }) => findings);
  }
  throw new Error('the diagnosis ended without a verdict');
};

/** The remedies that findings offer, each once. */
export const offersOf = (findings: readonly Finding[]): readonly RemedyOffer[] => [
  ...new Map(
    findings.flatMap(({ remedies }) => remedies).map((offer) => [`${offer.id} ${offer.subject}`, offer]),
  ).values(),
];
