import type { NowLine } from '../../../../domain/mail/now-line.ts';
import { wrapText } from '../../../../lib/wrap-text.ts';
import { fitText } from '../../../components/fit-text.ts';
import { type Line, textLine } from '../../../components/lines/line.ts';
import type { Frame } from './frame.ts';

const label = ' NOW      ';
const signWidth = 2;

/** What happens now; over two lines where the window is narrow. */
export const nowLines = (line: NowLine | undefined, { columns, theme, rows }: Frame): readonly Line[] => {
  if (line === undefined) return [textLine({ text: label, tone: 'strong' }, { text: '…', tone: 'quiet' })];
  const { status, words, isSending } = line;
  const width = columns - label.length - signWidth;
  const most = rows < 16 ? 1 : 2;
  const whole = wrapText(words, width);
  // What does not fit is seen to be cut.
  const last = fitText(whole.slice(most - 1).join(' '), width).trimEnd();
  const pieces = [...whole.slice(0, most - 1), ...(whole.length < most ? [] : [last])];
  const sign = isSending ? theme.mark : theme.signs[status];
  return pieces.map((text, index) =>
    index === 0
      ? textLine(
          { text: label, tone: 'strong' },
          { text: `${sign} `, status },
          { text, ...(status === 'ok' ? {} : { status }) },
        )
      : textLine({ text: ' '.repeat(label.length + signWidth) + text, ...(status === 'ok' ? {} : { status }) }),
  );
};
