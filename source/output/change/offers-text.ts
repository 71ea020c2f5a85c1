import type { RemedyInput, RemedyOffer } from '../../domain/remedy.ts';

/** The remedies at hand, each with the words that ask for it. */
export const formatOffersText = (offers: readonly RemedyOffer[]): string => {
  if (offers.length === 0) return 'No remedy is at hand: nothing was found that could be mended from here.\n';
  const lines = offers.flatMap((offer) => [
    `${offer.title} (${offer.risk})`,
    `    odoo-mail-doctor fix ${offer.id}${offer.subject === null ? '' : ` --subject ${offer.subject}`}${offer.inputs.map(inputWords).join('')}`,
    ...offer.inputs.map((input) => `      ${input.name}: ${input.label}${describeInput(input)}`),
  ]);
  return `${lines.join('\n')}\n`;
};

const inputWords = ({ name, kind, suggestion }: RemedyInput): string => {
  if (kind === 'secret') return ' --secret-stdin';
  return suggestion === undefined ? ` --set ${name}=…` : '';
};

const describeInput = ({ choices, suggestion }: RemedyInput): string => {
  const notes = [
    ...(choices === undefined ? [] : [choices.join(', ')]),
    ...(suggestion === undefined ? [] : [`${suggestion} unless told otherwise`]),
  ];
  return notes.length === 0 ? '' : ` (${notes.join('; ')})`;
};
