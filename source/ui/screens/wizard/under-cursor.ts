import type { Evidence } from '../../../domain/finding/evidence.ts';
import type { Finding } from '../../../domain/finding/finding.ts';
import { sortFindings } from '../../../domain/finding/sort-findings.ts';
import { evidenceBlocks, evidenceKey } from './lines/evidence-lines.ts';
import { findingKey, offerKey } from './lines/step-lines.ts';
import type { Offered } from './offered.ts';
import { selectedStep, type WizardState } from './state.ts';

/** The finding that the cursor stands on or in. */
export const findingAt = (state: WizardState): Finding | undefined => {
  const { cursor } = state;
  const findings = selectedStep(state)?.findings ?? [];
  return cursor === undefined
    ? undefined
    : findings.find((finding) => cursor === findingKey(finding) || cursor.startsWith(`${findingKey(finding)}:`));
};

const offersOf = (finding: Finding): readonly Offered[] => finding.remedies.map((offer) => ({ offer, finding }));

/** Whether the cursor stands on a remedy, not on the finding that offers it. */
export const isOnRemedy = (state: WizardState): boolean => {
  const finding = findingAt(state);
  return finding?.remedies.some((_, index) => offerKey(finding, index) === state.cursor) ?? false;
};

/** What F is about: the remedy under the cursor, else those of its finding, else all of the step. */
export const offersAt = (state: WizardState): readonly Offered[] => {
  const finding = findingAt(state);
  if (finding !== undefined && finding.remedies.length > 0 && state.pane === 'step') {
    const exact = offersOf(finding).filter((_, index) => offerKey(finding, index) === state.cursor);
    return exact.length > 0 ? exact : offersOf(finding);
  }
  const all = sortFindings(selectedStep(state)?.findings ?? []).flatMap(offersOf);
  return all.filter(
    ({ offer }, index) =>
      all.findIndex((each) => each.offer.id === offer.id && each.offer.subject === offer.subject) === index,
  );
};

const evidenceAt = (state: WizardState, finding: Finding): readonly Evidence[] => {
  const blocks = evidenceBlocks(finding.evidence);
  const index = blocks.findIndex((_, at) => state.cursor?.startsWith(`${evidenceKey(findingKey(finding), at)}#`));
  return blocks[index]?.pieces ?? [];
};

/** What `y` copies: the command or statement under the cursor, else the sentence. */
export const copyAt = (state: WizardState): string | undefined => {
  const finding = findingAt(state);
  if (finding === undefined) return state.conclusion?.verdict.summary;
  const pieces = evidenceAt(state, finding);
  return pieces.length > 0 ? pieces.map(({ asked }) => asked).join('\n') : finding.summary;
};

/** What `Y` copies: the same with everything that belongs to it. */
export const copyAllAt = (state: WizardState): string | undefined => {
  const finding = findingAt(state);
  if (finding === undefined) return state.conclusion?.verdict.summary;
  const pieces = evidenceAt(state, finding);
  const told = pieces.length > 0 ? [] : [finding.summary, ...(finding.detail === undefined ? [] : [finding.detail])];
  const evidence = (pieces.length > 0 ? pieces : finding.evidence).map(({ asked, answer }) => `${asked}\n\n${answer}`);
  return [...told, ...evidence].join('\n\n');
};
