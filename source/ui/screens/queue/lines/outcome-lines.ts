import type { Status } from '../../../../domain/finding/status.ts';
import type { MailFate, MailOutcome } from '../../../../domain/mail/mail-outcome.ts';
import { titleOf } from '../../../../domain/replies/title.ts';
import { formatMoment } from '../../../../domain/wording/duration.ts';
import { fitSubject } from '../../../components/fit-subject.ts';
import { fitText } from '../../../components/fit-text.ts';
import { type Line, textLine } from '../../../components/lines/line.ts';
import type { Frame } from './frame.ts';

interface OutcomeOptions extends Pick<Frame, 'now' | 'theme'> {
  /** Cells. */
  readonly width: number;
  /** Lines, the heading included. */
  readonly rows: number;
}

const outcomeWidth = 24;

const statuses: Readonly<Record<MailFate['kind'], Status>> = { sent: 'ok', failed: 'fail', gone: 'unknown' };

/** What became of it, as short as a column is. */
export const tellFate = (became: MailFate): string => {
  if (became.kind === 'failed') return titleOf(became.class);
  return became.kind === 'sent' ? 'sent' : 'left the queue';
};

/** What just became of mails, the newest first: the time, the mail, sent or why not, what it is and to whom. */
export const outcomeLines = (outcomes: readonly MailOutcome[], options: OutcomeOptions): readonly Line[] => {
  const { width, rows, now, theme } = options;
  if (outcomes.length === 0 || rows < 2) return [];
  return [
    textLine({ text: ' Just now', tone: 'quiet' }),
    ...outcomes.slice(0, rows - 1).map(({ id, at, became, about }) => {
      const status = statuses[became.kind];
      const fate = `${theme.signs[status]} ${tellFate(became)}`;
      const lead = ` ${formatMoment(at, now).slice(-8)}  ${String(id).padStart(7)}  `;
      const rest = width - lead.length - outcomeWidth - 2;
      const what = about === undefined || rest < 16 ? '' : describe(about, rest);
      return textLine(
        { text: lead, tone: 'quiet' },
        { text: fitText(fate, outcomeWidth), status },
        { text: `  ${what}`.trimEnd() },
      );
    }),
  ];
};

const arrow = ' → ';

const describe = ({ to, subject }: NonNullable<MailOutcome['about']>, width: number): string => {
  const half = Math.min(60, Math.floor((width - arrow.length) / 2));
  return `${fitSubject(subject, half)}${arrow}${fitText(to, Math.max(1, width - half - arrow.length)).trimEnd()}`;
};
