import { Box, Text } from 'ink';
import Spinner from 'ink-spinner';
import { Panel, type PanelLine } from '../../../components/panel.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { askToUndo } from '../../../confirmation.ts';
import { ConfirmQuestion, StatedQuestion } from '../../../dialog/confirm-question.tsx';
import { namedKeys } from '../../../keys/named-keys.ts';
import { colorOf } from '../../../theme/theme.ts';
import { useTheme } from '../../../theme/theme-context.ts';
import { confirmAction } from '../confirming.ts';
import { confirmLines } from './confirm-lines.ts';
import { inspectLines } from './inspect-lines.ts';
import { ProgressView } from './progress.tsx';
import type { ConfirmDialog, RetryDialog } from './state.ts';
import { AskForAddress } from './test-address.tsx';
import { askToSendTest, testLines, testTitle } from './test-lines.ts';
import { undoLines } from './undo-lines.ts';

interface DialogViewProps {
  readonly dialog: RetryDialog;
  readonly columns: number;
  readonly rows: number;
  readonly now: Date;
}

/** Lines that the question at the foot of a confirmation takes. */
export const confirmFoot = 1;

/** What was refused or given up changed nothing. */
const backToPreview = `${namedKeys.back} goes back to the preview; what you chose and typed is kept.`;

/** Whether a question stands at its foot. */
export const hasQuestion = ({ kind }: RetryDialog): boolean => kind === 'confirm' || kind === 'undo' || kind === 'test';

/** What a dialog has to say; the same lines tell how far it can be scrolled. */
export const dialogLines = (dialog: RetryDialog, now: Date): readonly PanelLine[] => {
  switch (dialog.kind) {
    case 'inspect':
      return typeof dialog.story === 'string' ? [] : inspectLines(dialog.story, now);
    case 'confirm':
      return confirmLines(dialog);
    case 'undo':
      return undoLines(dialog, now);
    case 'test':
      return testLines(dialog.preview);
    case 'summary':
      return [
        { text: dialog.summary.sentence, status: dialog.summary.status },
        { text: '' },
        ...dialog.summary.details.map(({ status, words }) => ({ text: words, status })),
        ...(dialog.again === undefined ? [] : [{ text: '' }, { text: backToPreview }]),
      ];
    default:
      return [];
  }
};

export const RetryDialogView = ({ dialog, columns, rows, now }: DialogViewProps) => {
  const size = { columns, rows, lines: dialogLines(dialog, now) };
  switch (dialog.kind) {
    case 'inspect':
      if (dialog.story === 'reading') return <Working words={`Reading mail ${dialog.id} …`} />;
      if (dialog.story === 'gone') return <Text>{`Mail ${dialog.id} is gone.`}</Text>;
      return <Panel title={`Mail ${dialog.id}`} offset={dialog.offset} {...size} />;
    case 'preparing':
      return <Working words={dialog.words} />;
    case 'confirm':
      return (
        <Panel
          title={dialog.preview.title}
          offset={dialog.offset}
          {...size}
          foot={{ height: confirmFoot, content: <Question dialog={dialog} columns={columns} /> }}
        />
      );
    case 'undo':
      return (
        <Panel
          title="Take this back?"
          offset={dialog.offset}
          {...size}
          foot={{ height: confirmFoot, content: <StatedQuestion words={dialog.previewOnly ?? askToUndo} /> }}
        />
      );
    case 'test-address':
      return <AskForAddress dialog={dialog} columns={columns} rows={rows} />;
    case 'test':
      return (
        <Panel
          title={testTitle(dialog.preview.mailId)}
          offset={dialog.offset}
          {...size}
          foot={{ height: confirmFoot, content: <StatedQuestion words={askToSendTest} /> }}
        />
      );
    case 'running': {
      const { title, total, progress } = dialog;
      return <ProgressView title={title} total={total} progress={progress} columns={columns} rows={rows} now={now} />;
    }
    case 'summary':
      return <Panel title={dialog.title} offset={dialog.offset} {...size} />;
  }
};

const Working = ({ words }: { readonly words: string }) => (
  <Text>
    <Spinner type={useTheme().spinner} /> {words}
  </Text>
);

const fieldWidth = 14;

const Question = ({ dialog, columns }: { readonly dialog: ConfirmDialog; readonly columns: number }) => {
  const theme = useTheme();
  const { preview, count, pace, previewOnly } = dialog;
  const ask = (words: string, field: ConfirmDialog['count']) => (
    <Box>
      <Text {...colorOf(theme, 'warn')}>{words}</Text>
      <TextField field={field} width={Math.min(fieldWidth, columns - words.length)} />
    </Box>
  );
  if (pace !== undefined) return ask('At most, as in 500/day or 50/hour: ', pace);
  if (preview.ids.length === 0) return <Text>There is nothing to do.</Text>;
  return <ConfirmQuestion confirmation={confirmAction(preview)} typed={count} previewOnly={previewOnly} />;
};
