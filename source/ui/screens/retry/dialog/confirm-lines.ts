import { countOf } from '../../../../domain/wording/count.ts';
import type { PanelLine } from '../../../components/panel.tsx';
import { section } from '../../../components/panel-section.ts';
import type { ActionPreview } from '../source.ts';
import { includeKey } from './keys.ts';

/** The dry run in words: what happens, what does not and why, what was found out, what cannot be undone. */
export const confirmLines = (preview: ActionPreview): readonly PanelLine[] => [
  ...section('', [{ text: describeCount(preview) }, ...describeRisk(preview)]),
  ...section('Left as they are', describeSetAside(preview)),
  ...section(
    'Found out just now',
    preview.findings.map(({ status, words }) => ({ status, text: words })),
  ),
  ...section(
    'Before you say yes',
    preview.warnings.map((text) => ({ status: 'warn' as const, text })),
  ),
  ...section(
    'Undo does not bring back',
    preview.irreversible.map((text) => ({ status: 'warn' as const, text })),
  ),
  ...section(
    'What is run',
    preview.statements.map((text) => ({ text, look: 'quiet' as const })),
  ),
];

const describeCount = ({ asked, ids, choices }: ActionPreview): string => {
  const pace = choices.pace === undefined ? '' : ` At most ${choices.pace}.`;
  if (asked === ids.length)
    return `All ${countOf(asked, 'mail')} that you chose.${pace}`.replace('All 1 mail', 'The mail');
  return `${countOf(ids.length, 'mail')} of the ${countOf(asked, 'mail')} that you chose.${pace}`;
};

const describeRisk = ({ maybeDelivered }: ActionPreview): readonly PanelLine[] =>
  maybeDelivered === 0
    ? []
    : [
        {
          status: 'warn',
          text: `${countOf(maybeDelivered, 'mail')} may already have been delivered: recipients may get a second copy.`,
        },
      ];

const describeSetAside = ({ setAside }: ActionPreview): readonly PanelLine[] => {
  let letters = 0;
  return setAside.map(({ count, why, include }) => {
    const key = include === undefined ? '' : `  (${includeKey(letters)} takes ${count === 1 ? 'it' : 'them'} in)`;
    if (include !== undefined) letters += 1;
    return { status: 'warn', text: `${countOf(count, 'mail')}: ${why}${key}` };
  });
};
