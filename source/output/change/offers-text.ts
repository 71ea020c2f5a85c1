import { fixArguments, type RemedyInput, type RemedyOffer } from '../../domain/change/remedy.ts';
import { commandLine } from '../../domain/wording/command-line.ts';

/** The remedies at hand, each with what it is about and the words that ask for it; `flags` point at the same target. */
export const formatOffersText = (offers: readonly RemedyOffer[], flags: readonly string[]): string => {
  if (offers.length === 0) return 'No remedy is at hand: nothing was found that could be mended from here.\n';
  const lines = offers.flatMap((offer) => [
    `${offer.title}${offer.about === undefined ? '' : `: ${offer.about}`} (${offer.risk})`,
    `    ${commandLine(fixArguments(offer), flags)}`,
    ...offer.inputs.map((input) => `      ${input.name}: ${input.label}${describeInput(input)}`),
  ]);
  return `${lines.join('\n')}\n`;
};

const describeInput = ({ kind, choices, suggestion }: RemedyInput): string => {
  const notes = [
    ...(kind === 'secret' ? ['asked for on the terminal, or piped in with --secret-stdin'] : []),
    ...(choices === undefined ? [] : [choices.join(', ')]),
    ...(suggestion === undefined || suggestion === '' ? [] : [`${suggestion} unless told otherwise`]),
  ];
  return notes.length === 0 ? '' : ` (${notes.join('; ')})`;
};
