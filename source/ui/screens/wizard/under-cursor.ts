import type { Evidence } from '../../../domain/finding/evidence.ts';
import type { Finding } from '../../../domain/finding/finding.ts';
import type { NextStep } from '../../../domain/finding/next-step.ts';
import { sortFindings } from '../../../domain/finding/sort-findings.ts';
import { tellTimes } from '../../../domain/wording/duration.ts';
import { findOffered } from './begin-step.ts';
import { evidenceBlocks, evidenceKey } from './lines/evidence-lines.ts';
import { findingKey, offerKey } from './lines/step-lines.ts';
import type { Offered } from './offered.ts';
import { selectedStep, type WizardState } from './state.ts';

/** The findings that are shown, and where the cursor is among them. */
export interface ShownFindings {
  readonly findings: readonly Finding[];
  readonly cursor: string | undefined;
  /** Whether the cursor is seen there. */
  readonly isFocused: boolean;
  /** What is copied where the cursor stands on no finding. */
  readonly summary: string | undefined;
}

export const shownFindings = (state: WizardState): ShownFindings => ({
  findings: selectedStep(state)?.findings ?? [],
  cursor: state.cursor,
  isFocused: state.pane === 'step',
  summary: state.conclusion?.verdict.summary,
});

/** The finding that the cursor stands on or in. */
const pointedFinding = ({ findings, cursor }: ShownFindings): Finding | undefined =>
  cursor === undefined
    ? undefined
    : findings.find((finding) => cursor === findingKey(finding) || cursor.startsWith(`${findingKey(finding)}:`));

/** What Enter is about in the findings: the remedy under the cursor, else the finding. */
export const pointedAt = (
  shown: ShownFindings,
): { readonly finding: Finding; readonly isRemedy: boolean } | undefined => {
  const finding = pointedFinding(shown);
  if (finding === undefined) return undefined;
  return { finding, isRemedy: finding.remedies.some((_, index) => offerKey(finding, index) === shown.cursor) };
};

const offersOf = (finding: Finding): readonly Offered[] => finding.remedies.map((offer) => ({ offer, finding }));

/** What F is about: the remedy under the cursor, else those of its finding, else all that are shown. */
export const offersAmong = (shown: ShownFindings): readonly Offered[] => {
  const finding = pointedFinding(shown);
  if (finding !== undefined && finding.remedies.length > 0 && shown.isFocused) {
    const exact = offersOf(finding).filter((_, index) => offerKey(finding, index) === shown.cursor);
    return exact.length > 0 ? exact : offersOf(finding);
  }
  const all = sortFindings(shown.findings).flatMap(offersOf);
  return all.filter(
    ({ offer }, index) =>
      all.findIndex((each) => each.offer.id === offer.id && each.offer.subject === offer.subject) === index,
  );
};

export const offersAt = (state: WizardState): readonly Offered[] => offersAmong(shownFindings(state));

const evidenceAt = ({ cursor }: ShownFindings, finding: Finding): readonly Evidence[] => {
  const blocks = evidenceBlocks(finding.evidence);
  const index = blocks.findIndex((_, at) => cursor?.startsWith(`${evidenceKey(findingKey(finding), at)}#`));
  return blocks[index]?.pieces ?? [];
};

/** What `y` copies: the command or statement under the cursor, else the sentence. */
export const copyAmong = (shown: ShownFindings): string | undefined => {
  const finding = pointedFinding(shown);
  if (finding === undefined) return shown.summary;
  const pieces = evidenceAt(shown, finding);
  return pieces.length > 0 ? pieces.map(({ asked }) => asked).join('\n') : finding.summary;
};

/** What `Y` copies: the same with everything that belongs to it. */
export const copyAllAmong = (shown: ShownFindings): string | undefined => {
  const finding = pointedFinding(shown);
  if (finding === undefined) return shown.summary;
  const pieces = evidenceAt(shown, finding);
  const told = pieces.length > 0 ? [] : [finding.summary, ...(finding.detail === undefined ? [] : [finding.detail])];
  const evidence = (pieces.length > 0 ? pieces : finding.evidence).map(
    ({ asked, answer }) => `${asked}\n\n${tellTimes(answer)}`,
  );
  return [...told, ...evidence].join('\n\n');
};

/** The first step of the treatment that a remedy does: what is begun where the cursor stands on nothing to mend. */
export const treatmentStep = ({ conclusion, steps }: Pick<WizardState, 'conclusion' | 'steps'>): NextStep | undefined =>
  conclusion?.verdict.nextSteps.find((step) => findOffered(steps, step) !== undefined);
