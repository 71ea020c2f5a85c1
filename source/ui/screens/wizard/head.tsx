import { Box, Text } from 'ink';
import Spinner from 'ink-spinner';
import { describeAge } from '../../components/describe-age.ts';
import { LinesView } from '../../components/lines/lines-view.tsx';
import { namedKeys } from '../../keys/named-keys.ts';
import { colorOf, quiet } from '../../theme/theme.ts';
import { useTheme } from '../../theme/theme-context.ts';
import { layOut } from './layout.ts';
import type { WizardState } from './state.ts';

interface HeadProps {
  readonly state: WizardState;
  readonly now: Date;
}

/** What is wrong in one sentence, how sure that is, and what came of the last change. */
export const Head = ({ state, now }: HeadProps) => {
  const theme = useTheme();
  const { conclusion, problem, notice } = state;
  const { notice: said, headline, treatment, hasGap } = layOut(state);
  const status = problem !== undefined ? 'unknown' : (conclusion?.verdict.status ?? 'skipped');
  const sentence = headline.join('') === '' ? ['Finding out what is wrong …'] : headline;
  return (
    <Box flexDirection="column" flexShrink={0}>
      {sentence.map((line, index) => (
        <Text key={line} wrap="truncate-end" bold={theme.colors} {...colorOf(theme, status)}>
          {`${index === 0 ? theme.signs[status] : ' '} ${line}`}
        </Text>
      ))}
      <Standing state={state} now={now} />
      <LinesView lines={treatment} first={0} height={treatment.length} width={state.size.columns} hasGutter={false} />
      {said.map((line, index) => (
        <Text key={line} wrap="truncate-end" {...colorOf(theme, notice?.status ?? 'skipped')}>
          {`${index === 0 ? theme.signs[notice?.status ?? 'skipped'] : ' '} ${line}`}
        </Text>
      ))}
      {hasGap && <Text> </Text>}
    </Box>
  );
};

const Standing = ({ state: { run, steps, conclusion, dialog }, now }: HeadProps) => {
  const theme = useTheme();
  if (run !== undefined) {
    const concerned = steps.filter(({ id }) => run.causes.includes(id));
    const done = concerned.filter(({ isRunning }) => !isRunning).length;
    const seconds = Math.max(0, Math.round((now.getTime() - run.startedAt.getTime()) / 1_000));
    return (
      <Text wrap="truncate-end">
        {/* A dialog that works has the one spinner. */}
        {dialog?.kind === 'working' ? theme.signs.skipped : <Spinner type={theme.spinner} />}
        <Text
          {...quiet(theme)}
        >{` measuring: ${done} of ${concerned.length} done, ${seconds} s · ${namedKeys.stop} stops`}</Text>
      </Text>
    );
  }
  const words =
    conclusion === undefined
      ? `  not measured · ${namedKeys.measureAll} measures everything`
      : `  measured ${describeAge(conclusion.at, now)} · ${namedKeys.measureAll} measures everything again`;
  return (
    <Text wrap="truncate-end" {...quiet(theme)}>
      {words}
    </Text>
  );
};
