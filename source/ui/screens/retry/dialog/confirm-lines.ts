import { countOf, formatCount } from '../../../../domain/wording/count.ts';
import { tellLeftAlone } from '../../../../output/tell/tell-set-aside.ts';
import type { PanelLine } from '../../../components/panel.tsx';
import { section } from '../../../components/panel-section.ts';
import { namedKeys } from '../../../keys/named-keys.ts';
import type { Chosen } from '../chosen.ts';
import type { ActionPreview, RetryRow } from '../source.ts';
import { includeKey } from './keys.ts';
import type { ConfirmDialog } from './state.ts';

type Confirmed = Pick<ConfirmDialog, 'preview' | 'chosen' | 'named'>;

/** The dry run in words: what happens, what does not and why, what was found out, what cannot be undone. */
export const confirmLines = ({ preview, chosen, named }: Confirmed): readonly PanelLine[] => [
  ...section('', describeAlarm(preview)),
  ...section('', [
    { text: describeCount(preview) },
    ...describeHidden(preview, chosen),
    ...named.map((row) => ({ text: describeMail(row) })),
  ]),
  ...section(
    'When they leave',
    preview.leaving.map((text) => ({ text })),
  ),
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
    'Cannot be taken back',
    preview.irreversible.map((text) => ({ status: 'warn' as const, text })),
  ),
  ...section(
    'What is run',
    preview.statements.map((text) => ({ text, look: 'quiet' as const })),
  ),
];

/** What it costs others stands before what it does. */
const describeAlarm = ({ alarm, canHold }: ActionPreview): readonly PanelLine[] =>
  alarm === null
    ? []
    : [
        { status: 'fail', text: alarm },
        ...(canHold ? [{ text: `${namedKeys.hold} holds those mails in the queue until a try is worth it.` }] : []),
      ];

const describeCount = ({ asked, ids, choices }: ActionPreview): string => {
  const pace = choices.pace === undefined ? '' : ` At most ${choices.pace}.`;
  if (asked === ids.length)
    return `All ${countOf(asked, 'mail')} that you chose.${pace}`.replace('All 1 mail', 'The mail');
  if (ids.length === 0)
    return asked === 1 ? 'The mail stays as it is.' : `All ${countOf(asked, 'mail')} stay as they are.`;
  return `${countOf(ids.length, 'mail')} of the ${countOf(asked, 'mail')} that you chose.${pace}`;
};

/** Marks outlive the filter, so what is done may concern mails that nobody sees in the list. */
const describeHidden = ({ ids }: ActionPreview, { hidden }: Chosen): readonly PanelLine[] => {
  const unseen = hiddenAmong(ids, hidden).length;
  if (unseen === 0) return [];
  const some = `${formatCount(unseen)} of them ${unseen === 1 ? 'is' : 'are'} not`;
  const which = ids.length === 1 ? 'It is not' : unseen === ids.length ? 'None of them is' : some;
  return [{ status: 'warn', text: `${which} shown by the filter.` }];
};

const hiddenAmong = (ids: readonly number[], hidden: readonly number[]): readonly number[] => {
  const acted = new Set(ids);
  return hidden.filter((id) => acted.has(id));
};

const mostNamed = 5;

/** Which mails the question names: all where they are few, else those of them that the list does not show. */
export const chooseNamed = ({ ids }: ActionPreview, { hidden }: Chosen): readonly number[] => {
  if (ids.length <= mostNamed) return ids;
  const unseen = hiddenAmong(ids, hidden);
  return unseen.length <= mostNamed ? unseen : [];
};

const describeMail = ({ mail: { id, subject }, to }: RetryRow): string =>
  `Mail ${id} to ${to}: ${subject ?? '(no subject)'}`;

const describeSetAside = ({ setAside }: ActionPreview): readonly PanelLine[] => {
  let letters = 0;
  return setAside.map((left) => {
    const { count, include } = left;
    const key = include === undefined ? '' : `  (${includeKey(letters)} takes ${count === 1 ? 'it' : 'them'} in)`;
    if (include !== undefined) letters += 1;
    return { status: 'warn', text: tellLeftAlone(left, key) };
  });
};
