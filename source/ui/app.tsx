import { Box, Text, useApp, useWindowSize } from 'ink';
import { useMemo, useState } from 'react';
import { Footer } from './components/footer.tsx';
import { Header } from './components/header.tsx';
import { Help } from './components/help.tsx';
import type { ConsoleSource } from './console-source.ts';
import { type GlobalControls, globalKeys } from './global-keys.ts';
import { useKeyBindings } from './hooks/use-key-bindings.ts';
import { useMessage } from './hooks/use-message.ts';
import { useNow } from './hooks/use-now.ts';
import { useQueueScreen } from './hooks/use-queue-screen.ts';
import type { KeyBinding } from './keys/binding.ts';
import { queueKeys } from './screens/queue/keys.ts';
import { QueueScreen } from './screens/queue/screen.tsx';
import { suspendProcess } from './suspend.ts';

export interface AppProps {
  readonly source: ConsoleSource;
  readonly now: () => Date;
  /** Forgets what the terminal shows and draws everything anew. */
  readonly redraw: () => void;
}

const smallest = { columns: 40, rows: 10 };
/** Header, blank line, message line and footer. */
const frameHeight = 4;
const noKeys: readonly KeyBinding<unknown>[] = [];

export const App = ({ source, now: readTime, redraw }: AppProps) => {
  const { columns, rows } = useWindowSize();
  const { exit, suspendTerminal } = useApp();
  const now = useNow(readTime);
  const [state, queueControls] = useQueueScreen(source);
  const [helpIsOpen, setHelpIsOpen] = useState(false);
  const [message, say] = useMessage();
  const controls = useMemo<GlobalControls>(
    () => ({
      helpIsOpen,
      toggleHelp: () => setHelpIsOpen((open) => !open),
      closeHelp: () => setHelpIsOpen(false),
      quit: () => exit(),
      suspend: () => void suspendTerminal(suspendProcess),
      redraw,
    }),
    [helpIsOpen, exit, suspendTerminal, redraw],
  );
  useKeyBindings(globalKeys, controls, say);
  useKeyBindings(helpIsOpen ? noKeys : queueKeys, queueControls, say);

  if (columns < smallest.columns || rows < smallest.rows) {
    return (
      <Box width={columns} height={rows} overflow="hidden">
        <Text>{`Please make the window at least ${smallest.columns}×${smallest.rows}; it is ${columns}×${rows}.`}</Text>
      </Box>
    );
  }
  return (
    <Box width={columns} height={rows} overflow="hidden" flexDirection="column">
      <Header
        target={source.target}
        freshness={state.freshness}
        paused={state.paused !== undefined}
        changesWaiting={state.paused?.changes ?? 0}
        intervalMs={state.intervalMs}
        refreshedAt={state.picture?.refreshedAt}
        now={now}
      />
      <Box height={1} flexShrink={0} />
      <Box flexGrow={1} flexDirection="column" overflow="hidden">
        {helpIsOpen ? (
          <Help
            sections={[
              { title: 'Queue', entries: queueKeys },
              { title: 'Everywhere', entries: globalKeys },
            ]}
          />
        ) : (
          <QueueScreen state={state} columns={columns} rows={rows - frameHeight} now={now} />
        )}
      </Box>
      <Box height={1} flexShrink={0}>
        <Text wrap="truncate-end">{message ?? ''}</Text>
      </Box>
      <Footer left={queueKeys} right={globalKeys} />
    </Box>
  );
};
