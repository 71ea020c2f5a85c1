import { Box, Text } from 'ink';
import Spinner from 'ink-spinner';
import { describeScroll } from '../../../components/describe-scroll.ts';
import { LinesView } from '../../../components/lines/lines-view.tsx';
import { askToUndo } from '../../../confirmation.ts';
import { ConfirmQuestion, StatedQuestion } from '../../../dialog/confirm-question.tsx';
import { namedKeys } from '../../../keys/named-keys.ts';
import { quiet } from '../../../theme/theme.ts';
import { useTheme } from '../../../theme/theme-context.ts';
import { layOut } from '../layout.ts';
import type { WizardState } from '../state.ts';
import { AskingView } from './asking-view.tsx';
import { describeRisk, dialogHeight, dialogLayout } from './layout.ts';
import type { WizardDialog } from './state.ts';
import { nameSubject, titleOfDialog } from './titles.ts';

interface DialogViewProps {
  readonly dialog: WizardDialog;
  readonly state: Pick<WizardState, 'size' | 'notice'>;
}

/** A remedy from question to outcome, in the place of the step. */
export const WizardDialogView = ({ dialog, state }: DialogViewProps) => {
  const theme = useTheme();
  return (
    <Box flexDirection="column" width={layOut(state).stepWidth} height={dialogHeight(state)} overflow="hidden">
      <Text bold={theme.colors} wrap="truncate-end">
        {titleOfDialog(dialog)}
      </Text>
      <Body dialog={dialog} state={state} />
    </Box>
  );
};

const titleHeight = 1;

const Body = ({ dialog, state }: DialogViewProps) => {
  const theme = useTheme();
  const height = dialogHeight(state);
  switch (dialog.kind) {
    case 'choosing': {
      const isOne = dialog.offers.every(({ finding }) => finding === dialog.offers[0]?.finding);
      // As many as fit, the chosen one among them.
      const first = Math.max(0, dialog.at - height + 2);
      const shown = [...dialog.offers.entries()].slice(first, first + height - 1);
      return shown.map(([index, { offer, finding }]) => (
        <Text key={`${offer.id} ${offer.subject}`} wrap="truncate-end" inverse={theme.colors && index === dialog.at}>
          {`${index === dialog.at ? theme.pointer : ' '} ${offer.title}${nameSubject(offer)}${isOne ? '' : `: ${finding.summary}`}`}
        </Text>
      ));
    }
    case 'asking':
      return <AskingView dialog={dialog} width={layOut(state).stepWidth} height={height - titleHeight} />;
    case 'working':
      return (
        <Text wrap="wrap">
          <Spinner type={theme.spinner} /> {dialog.stage === 'stopping' ? 'Stopping …' : dialog.words}
        </Text>
      );
    case 'preview':
    case 'undo':
    case 'told':
      return <Reading dialog={dialog} state={state} />;
  }
};

const Reading = ({
  dialog,
  state,
}: {
  readonly dialog: Extract<WizardDialog, { first: number }>;
  readonly state: Pick<WizardState, 'size' | 'notice'>;
}) => {
  const theme = useTheme();
  const { stepWidth } = layOut(state);
  const { lines, height, most } = dialogLayout(dialog, state, theme.signs);
  const first = Math.min(dialog.first, most);
  return (
    <>
      <Text {...quiet(theme)} wrap="truncate-end">
        {dialog.kind === 'preview' ? describeRisk(dialog) : ' '}
      </Text>
      <LinesView lines={lines} first={first} height={height} width={stepWidth} />
      <Text {...quiet(theme)} wrap="truncate-end">
        {describeScroll({ first, height, length: lines.length }) || ' '}
      </Text>
      <Question dialog={dialog} />
    </>
  );
};

const Question = ({ dialog }: { readonly dialog: Extract<WizardDialog, { first: number }> }) => {
  if (dialog.kind === 'undo') return <StatedQuestion words={dialog.previewOnly ?? askToUndo} />;
  if (dialog.kind === 'preview') {
    const { confirmation, typed, previewOnly } = dialog;
    return <ConfirmQuestion confirmation={confirmation} typed={typed} previewOnly={previewOnly} />;
  }
  const goesOn = dialog.again === undefined ? 'goes on.' : 'goes back to the preview; what you typed is kept.';
  return <Text wrap="truncate-end">{`${namedKeys.back} ${goesOn}`}</Text>;
};
