import { Box, Text } from 'ink';
import Spinner from 'ink-spinner';
import { describeAge } from '../../components/describe-age.ts';
import { LinesView } from '../../components/lines/lines-view.tsx';
import { overTwoLines } from '../../components/over-two-lines.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import { colorOf, quiet } from '../../theme/theme.ts';
import { useTheme } from '../../theme/theme-context.ts';
import { isAlone } from '../wizard/dialog/layout.ts';
import { WizardDialogView } from '../wizard/dialog/view.tsx';
import { layOut } from '../wizard/layout.ts';
import { preventionHeadline } from './headline.ts';
import { detailLines } from './lines.ts';
import { ListPane } from './list-pane.tsx';
import type { PreventionState } from './state.ts';

interface PreventionScreenProps {
  readonly state: PreventionState;
  readonly rows: number;
  readonly now: Date;
}

/** The precautions to the left, the chosen one to the right; in a narrow window one of them at a time. */
export const PreventionScreen = ({ state, rows, now }: PreventionScreenProps) => {
  const { isWide, causesWidth, height } = layOut(state);
  const showsList = isWide || (state.pane === 'list' && state.dialog === undefined);
  if (state.dialog !== undefined && isAlone(state)) return <WizardDialogView dialog={state.dialog} state={state} />;
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <Head state={state} now={now} />
      <Box height={height} overflow="hidden" gap={isWide ? 1 : 0}>
        {showsList && <ListPane state={state} width={causesWidth} height={height} />}
        {(isWide || !showsList) && <DetailPane state={state} />}
      </Box>
    </Box>
  );
};

const DetailPane = ({ state }: { readonly state: PreventionState }) => {
  const theme = useTheme();
  const { stepWidth, height } = layOut(state);
  if (state.dialog !== undefined) return <WizardDialogView dialog={state.dialog} state={state} />;
  return (
    <LinesView
      lines={detailLines(state, theme.signs)}
      first={state.first}
      height={height}
      width={stepWidth}
      cursor={state.pane === 'detail' ? state.cursor : undefined}
    />
  );
};

/** How all of them stand, how old that is, and what came of the last change. */
const Head = ({ state, now }: Pick<PreventionScreenProps, 'state' | 'now'>) => {
  const theme = useTheme();
  const { notice } = state;
  const { status, sentence } = preventionHeadline(state);
  return (
    <Box flexDirection="column" flexShrink={0}>
      {overTwoLines(sentence, state.size.columns - 2).map((line, index) => (
        <Text key={line} wrap="truncate-end" bold={theme.colors} {...colorOf(theme, status)}>
          {`${index === 0 ? theme.signs[status] : ' '} ${line}`}
        </Text>
      ))}
      <Standing state={state} now={now} />
      {layOut(state).notice.map((line, index) => (
        <Text key={line} wrap="truncate-end" {...colorOf(theme, notice?.status ?? 'skipped')}>
          {`${index === 0 ? theme.signs[notice?.status ?? 'skipped'] : ' '} ${line}`}
        </Text>
      ))}
      {layOut(state).hasGap && <Text> </Text>}
    </Box>
  );
};

const Standing = ({ state, now }: Pick<PreventionScreenProps, 'state' | 'now'>) => {
  const theme = useTheme();
  const { run, rows, measuredAt, dialog } = state;
  if (run !== undefined) {
    const concerned = rows.filter(({ id }) => run.only.includes(id));
    const done = concerned.filter(({ isRunning }) => !isRunning).length;
    return (
      <Text wrap="truncate-end">
        {/* A dialog that works has the one spinner. */}
        {dialog?.kind === 'working' ? theme.signs.skipped : <Spinner type={theme.spinner} />}
        <Text {...quiet(theme)}>{` measuring: ${done} of ${concerned.length} done · ${namedKeys.stop} stops`}</Text>
      </Text>
    );
  }
  const told = measuredAt === undefined ? 'not measured' : `measured ${describeAge(measuredAt, now)}`;
  return (
    <Text wrap="truncate-end" {...quiet(theme)}>
      {`  ${told} · ${namedKeys.measureAll} measures everything${measuredAt === undefined ? '' : ' again'}`}
    </Text>
  );
};
