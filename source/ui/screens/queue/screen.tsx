import { LinesView } from '../../components/lines/lines-view.tsx';
import { useTheme } from '../../theme/theme-context.ts';
import { queueLines } from './lines/layout.ts';
import type { QueueScreenState } from './state.ts';

interface QueueScreenProps {
  readonly state: QueueScreenState;
  readonly columns: number;
  /** Lines for this screen, without header and footer. */
  readonly rows: number;
  readonly now: Date;
}

/** What is wrong and what to do first, what happens now, and the numbers behind it. */
export const QueueScreen = ({ state, columns, rows, now }: QueueScreenProps) => {
  const theme = useTheme();
  const lines = queueLines(state, { columns, rows, now, theme });
  return <LinesView lines={lines} first={0} height={rows} width={columns} hasGutter={false} />;
};
