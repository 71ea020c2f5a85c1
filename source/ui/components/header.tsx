import { Box, Text } from 'ink';
import Spinner from 'ink-spinner';
import { countOf } from '../../domain/wording/count.ts';
import { formatClock, formatDuration, zoneAt } from '../../domain/wording/duration.ts';
import type { Loss } from '../../queue/queue-events.ts';
import type { Freshness, QueueScreenState } from '../screens/queue/state.ts';
import { colorOf, quiet } from '../theme/theme.ts';
import { useTheme } from '../theme/theme-context.ts';

/** Which database is being looked at, in the words of the first line. */
export interface TargetTitle {
  readonly database: string;
  readonly odooVersion: string;
  readonly host: string;
  readonly readOnly: boolean;
  readonly neutralized: boolean;
  /** Standby, pooler: what stands between the console and PostgreSQL. */
  readonly ground?: readonly string[];
  /** Why nothing can be changed over this connection, and what to do. */
  readonly changesOff?: string;
}

interface HeaderProps {
  readonly target: TargetTitle;
  readonly freshness: Freshness;
  /** Undefined while the list follows the queue. */
  readonly changesWaiting: number | undefined;
  readonly intervalMs: number;
  readonly now: Date;
  readonly columns: number;
}

/** All that the header shows of the queue and of the time, as text; undefined while something in it moves. */
export const describeHeader = (
  { freshness, intervalMs }: Pick<QueueScreenState, 'freshness' | 'intervalMs'>,
  changesWaiting: number | undefined,
  now: Date,
): string | undefined =>
  freshness.kind === 'live' ? `${intervalMs} ${changesWaiting} ${formatClock(now, now)} ${zoneAt(now)}` : undefined;

/** In fewer cells the zone would take the room of the program's name. */
const wideEnough = 60;

export const Header = (props: HeaderProps) => {
  const theme = useTheme();
  const { database, odooVersion, host, readOnly, neutralized, ground = [] } = props.target;
  return (
    <Box justifyContent="space-between" gap={2}>
      <Text wrap="truncate-end">
        <Text bold={theme.colors}>odoo-mail-doctor</Text>
        {`   ${[database, `Odoo ${odooVersion}`, host, ...ground].join(' · ')}`}
      </Text>
      <Box gap={3} flexShrink={0}>
        {neutralized && <Text {...colorOf(theme, 'warn')}>NEUTRALIZED</Text>}
        {readOnly && <Text {...colorOf(theme, 'warn')}>READ-ONLY</Text>}
        <LiveSign {...props} />
        <Text
          {...quiet(theme)}
        >{`${formatClock(props.now, props.now)}${props.columns < wideEnough ? '' : ` ${zoneAt(props.now)}`}`}</Text>
      </Box>
    </Box>
  );
};

/** Why the numbers are old, as short as the first line is; the headline says the rest. */
const lossWords: Readonly<Record<Loss, string>> = {
  unreachable: 'no connection',
  silent: 'no answer',
  locked: 'table locked',
  refused: 'not let in',
  unread: 'not read',
};

const LiveSign = ({ freshness, changesWaiting, intervalMs, now }: HeaderProps) => {
  const theme = useTheme();
  const lookedAt = 'lookedAt' in freshness ? freshness.lookedAt : undefined;
  const age = lookedAt === undefined ? '' : `, ${formatDuration(now.getTime() - lookedAt.getTime())} old`;
  switch (freshness.kind) {
    case 'opening':
      return (
        <Text>
          <Spinner type={theme.spinner} /> connecting
        </Text>
      );
    case 'lost':
      return <Text {...colorOf(theme, 'fail')}>{`${theme.signs.fail} ${lossWords[freshness.loss]}${age}`}</Text>;
    case 'late':
      return <Text {...colorOf(theme, 'warn')}>{`${theme.signs.warn} late${age}`}</Text>;
    case 'live':
      if (changesWaiting === undefined) return <Text>{`live ${intervalMs / 1000} s`}</Text>;
      return <Text {...colorOf(theme, 'warn')}>{`paused, ${countOf(changesWaiting, 'change')} waiting`}</Text>;
  }
};
