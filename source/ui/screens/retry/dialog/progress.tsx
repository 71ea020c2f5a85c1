import { Box, Text } from 'ink';
import { formatCount } from '../../../../domain/wording/count.ts';
import { formatDuration } from '../../../../domain/wording/duration.ts';
import { overTwoLines } from '../../../components/over-two-lines.ts';
import { colorOf, quiet } from '../../../theme/theme.ts';
import { useTheme } from '../../../theme/theme-context.ts';
import type { ActionProgress } from './state.ts';

interface ProgressViewProps {
  readonly title: string;
  /** 0 where mails are not counted: then there is no bar. */
  readonly total: number;
  readonly progress: ActionProgress;
  readonly columns: number;
  readonly rows: number;
  readonly now: Date;
}

const frame = 5;

/** A bar, how fast it goes and how long it will take, and what became of the mails, the newest last. */
export const ProgressView = ({ title, total, progress, columns, rows, now }: ProgressViewProps) => {
  const theme = useTheme();
  const { recent, stage, isStopping } = progress;
  const done = countDone(progress, total);
  // How to leave stands at its end.
  const stages = overTwoLines(isStopping ? 'Stopping: what is done stays done.' : stage, columns - 2);
  const shown = recent.slice(-Math.max(1, rows - frame - stages.length));
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <Text bold={theme.colors} wrap="truncate-end">
        {title}
      </Text>
      {stages.map((line) => (
        <Text key={line} {...quiet(theme)} wrap="truncate-end">
          {`  ${line}`}
        </Text>
      ))}
      {total > 0 && <Bar done={done} total={total} width={Math.max(10, columns - 12)} />}
      {total > 0 && <Text wrap="truncate-end">{`  ${describeProgress(progress, total, now)}`}</Text>}
      <Text> </Text>
      {shown.map(({ ids, status, words }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: outcomes have no identity but their place.
        <Text key={index} wrap="truncate-end" {...colorOf(theme, status)}>
          {`  ${theme.signs[status]} ${ids.length === 1 ? `mail ${ids[0]}` : `${formatCount(ids.length)} mails`}: ${words}`}
        </Text>
      ))}
    </Box>
  );
};

const Bar = ({ done, total, width }: { readonly done: number; readonly total: number; readonly width: number }) => {
  const theme = useTheme();
  const filled = Math.min(width, Math.floor((width * done) / total));
  return (
    <Text wrap="truncate-end">
      {'  '}
      <Text {...colorOf(theme, 'ok')}>{theme.bar.repeat(filled)}</Text>
      <Text {...quiet(theme)}>{theme.track.repeat(width - filled)}</Text>
      {` ${Math.floor((100 * done) / total)} %`}
    </Text>
  );
};

const countDone = ({ ok, failed, left, staged }: ActionProgress, total: number): number =>
  Math.min(total, Math.max(staged, ok + failed + left));

/** `34 of 298 · 1 failed · 9 a second · 30 s to go`. */
export const describeProgress = (progress: ActionProgress, total: number, now: Date): string => {
  const { startedAt, failed, left } = progress;
  const done = countDone(progress, total);
  const elapsed = now.getTime() - startedAt.getTime();
  const parts = [
    `${formatCount(done)} of ${formatCount(total)}`,
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
    ...(left > 0 ? [`${formatCount(left)} left as they are`] : []),
  ];
  if (done === 0 || elapsed < 1_000) return parts.join(' · ');
  const perSecond = done / (elapsed / 1_000);
  const rate = perSecond >= 10 ? `${formatCount(Math.round(perSecond))} a second` : `${perSecond.toFixed(1)} a second`;
  const rest = ((total - done) / perSecond) * 1_000;
  return [...parts, rate, ...(total > done ? [`${formatDuration(rest)} to go`] : [])].join(' · ');
};
