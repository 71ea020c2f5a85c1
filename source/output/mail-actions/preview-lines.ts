import type { CancelPreview } from '../../changes/cancel/plan-cancel.ts';
import type { PurgePreview } from '../../changes/purge/purge-preview.ts';
import type { RetryPreview } from '../../changes/retry/retry-preview.ts';
import type { IncludableReason, SetAside } from '../../changes/retry/set-aside.ts';
import type { Plan } from '../../domain/change/plan.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { chooseSigns } from '../../domain/wording/signs.ts';
import { tellIrreversible } from '../tell/tell-change.ts';
import { tellRetry } from '../tell/tell-retry.ts';
import { type LeftAlone, leftOfCancel, leftOfPurge, leftOfRetry, tellLeftAlone } from '../tell/tell-set-aside.ts';
import { tellTimetable } from '../tell/tell-timetable.ts';

/** A preview of any of the three, told apart by what it does. */
export type MailActionPreview =
  | { readonly action: 'retry'; readonly preview: RetryPreview }
  | { readonly action: 'cancel'; readonly preview: CancelPreview }
  | { readonly action: 'purge'; readonly preview: PurgePreview };

/** What would be done, why not more, and what to know before saying yes; a sentence a line. */
export const previewLines = (shown: MailActionPreview, ascii: boolean): readonly string[] => {
  const signs = chooseSigns(ascii);
  const { asked, plan } = shown.preview;
  return [
    ...(shown.action === 'retry' ? alarmLines(shown.preview, signs.fail) : []),
    asked === 0 ? nothingMatches[shown.action] : countLine(shown),
    ...(shown.action === 'retry' ? leavingLines(shown.preview) : []),
    ...leftOf(shown).map((left) => `  ${signs.skipped} ${leftLine(left)}`),
    ...(shown.action === 'retry' ? tellRetry(shown.preview) : []).map(
      ({ status, words }) => `  ${signs[status]} ${words}`,
    ),
    ...(plan === undefined ? [] : planLines(plan, alarmOf(shown), signs.warn)),
  ];
};

const alarmLines = ({ alarm, objection, ids }: RetryPreview, sign: string): readonly string[] =>
  ids.length === 0
    ? []
    : [...(alarm === null ? [] : [`${sign} ${alarm}`]), ...(objection === null ? [] : [`  ${objection.tryThis}`])];

/** Beside the count: it is what was asked for with a pace. */
const leavingLines = ({ slots }: RetryPreview): readonly string[] => {
  const leaving = tellTimetable(slots);
  return leaving.length === 0 ? [] : ['They leave:', ...leaving.map((words) => `    ${words}`)];
};

/** What stands first is not said again below. */
const alarmOf = (shown: MailActionPreview): string | null => (shown.action === 'retry' ? shown.preview.alarm : null);

const nothingMatches: Readonly<Record<MailActionPreview['action'], string>> = {
  retry: 'No failed mail matches.',
  cancel: 'No mail matches.',
  purge: 'No mail matches.',
};

const countLine = (shown: MailActionPreview): string => {
  const { asked, ids } = shown.preview;
  const some = `${formatCount(ids.length)} of ${countOf(asked, 'mail')}`;
  switch (shown.action) {
    case 'retry':
      return `${some} can be sent again.`;
    case 'cancel':
      return `${some} will be cancelled.`;
    case 'purge': {
      const { messages, files } = shown.preview;
      return `${some} will be archived and deleted, with ${countOf(messages, 'message')} and ${countOf(files.count, 'attachment')}.`;
    }
  }
};

const leftOf = (shown: MailActionPreview): readonly LeftAlone[] => {
  switch (shown.action) {
    case 'retry':
      return leftOfRetry(shown.preview.setAside);
    case 'cancel':
      return leftOfCancel(shown.preview);
    case 'purge':
      return leftOfPurge(shown.preview);
  }
};

/** `297 mails: will fail again …: password refused (--force sends them all the same).` */
export const setAsideLine = (group: SetAside): string => leftOfRetry([group]).map(leftLine).join('');

const leftLine = (left: LeftAlone): string => `${tellLeftAlone(left, includeHint(left.include))}.`;

const includeHint = (reason: IncludableReason | undefined): string => {
  if (reason === undefined) return '';
  return reason === 'cause-remains' ? ' (--force sends them all the same)' : ` (--include ${reason} takes them in)`;
};

const planLines = ({ warnings, irreversible, byHand }: Plan, alarm: string | null, sign: string): readonly string[] => [
  ...warnings.filter((words) => words !== alarm).map((words) => `  ${sign} ${words}`),
  ...irreversible.map((words) => `  ${sign} ${tellIrreversible(words)}`),
  ...byHand.map(({ words }) => `  ${sign} ${words}`),
];
