import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { LostConnection } from '../../queue/queue-events.ts';
import type { ConsoleSource } from '../console-source.ts';
import type { ScreenWorld } from '../screens/screen.ts';
import { leadsToSetup } from './leads-to-setup.ts';
import type { SetupSource } from './source.ts';

interface LostSetup {
  readonly setup: SetupSource;
  /** Shows the last picture again, for as long as this loss lasts. */
  readonly dismiss: () => void;
}

/** The set-up screen that a lost connection leads to, while it is lost; undefined where the console is to be seen. */
export const useSetup = (
  { openSetup }: Pick<ConsoleSource, 'openSetup'>,
  queue: ScreenWorld['queue'],
  now: () => Date,
): LostSetup | undefined => {
  const { freshness } = useSyncExternalStore(queue.subscribe, queue.read);
  const [opened, setOpened] = useState<{ readonly since: Date; readonly setup: SetupSource }>();
  const [dismissed, dismiss] = useState<Date>();
  const lost: LostConnection | undefined =
    freshness.kind === 'lost' && freshness.since !== dismissed && leadsToSetup(freshness, now())
      ? freshness
      : undefined;
  const since = lost?.since;
  const asked = useRef<Date>(undefined);
  useEffect(() => {
    // Each further trial tells of the same loss.
    if (lost === undefined || openSetup === undefined || asked.current === lost.since) return;
    asked.current = lost.since;
    void openSetup({ message: lost.reason, tryThis: withRetry(lost.tryThis) }).then(
      (setup) => {
        if (setup !== undefined) setOpened({ since: lost.since, setup });
      },
      // What was looked for cannot be told: the last picture stays.
      () => undefined,
    );
  }, [lost, openSetup]);
  if (since === undefined || opened?.since !== since) return undefined;
  return { setup: opened.setup, dismiss: () => dismiss(since) };
};

const withRetry = (tryThis: string | undefined): string =>
  [
    ...(tryThis === undefined ? [] : [tryThis]),
    'It is tried again by itself, and the console goes on where it was.',
  ].join(' ');
