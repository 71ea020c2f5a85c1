import { Box } from 'ink';
import { LinesView } from '../../components/lines/lines-view.tsx';
import { useTheme } from '../../theme/theme-context.ts';
import { CausesPane } from './causes-pane.tsx';
import { isAlone } from './dialog/layout.ts';
import { WizardDialogView } from './dialog/view.tsx';
import { Head } from './head.tsx';
import { layOut, paneLines } from './layout.ts';
import { Opening } from './opening.tsx';
import type { WizardState } from './state.ts';

interface WizardScreenProps {
  readonly state: WizardState;
  readonly rows: number;
  readonly now: Date;
}

/** Causes to the left, the step to the right; in a narrow window one of them at a time. */
export const WizardScreen = ({ state, rows, now }: WizardScreenProps) => {
  const { isWide, causesWidth, height } = layOut(state);
  const showsCauses = isWide || (state.pane === 'causes' && state.dialog === undefined);
  const showsStep = isWide || !showsCauses;
  if (state.dialog !== undefined && isAlone(state)) return <WizardDialogView dialog={state.dialog} state={state} />;
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <Head state={state} now={now} />
      {state.opening !== undefined ? (
        <Opening at={state.opening} height={height} />
      ) : (
        <Box height={height} overflow="hidden" gap={isWide ? 1 : 0}>
          {showsCauses && <CausesPane state={state} width={causesWidth} height={height} />}
          {showsStep && <StepPane state={state} />}
        </Box>
      )}
    </Box>
  );
};

const StepPane = ({ state }: { readonly state: WizardState }) => {
  const theme = useTheme();
  const { stepWidth, height } = layOut(state);
  if (state.dialog !== undefined) return <WizardDialogView dialog={state.dialog} state={state} />;
  return (
    <LinesView
      lines={paneLines(state, theme.signs)}
      first={state.first}
      height={height}
      width={stepWidth}
      cursor={state.pane === 'step' ? state.cursor : undefined}
    />
  );
};
