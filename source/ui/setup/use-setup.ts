import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { LostConnection } from '../../queue/queue-events.ts';
import type { LiveSource } from '../console-source.ts';
import type { EarlyWorld } from '../screens/screen.ts';
import type { SetupApp } from './app.tsx';
import { leadsToSetup } from './leads-to-setup.ts';
import type { SetupSource } from './source.ts';

interface LostSetup {
  /** What draws it: loaded when it is needed, which is rare. */
  readonly SetupApp: typeof SetupApp;
  readonly setup: SetupSource;
  /** Shows the last picture again, for as long as this loss lasts. */
  readonly dismiss: () => void;
}

/** The set-up screen that a lost connection leads to, while it is lost; undefined where the console is to be seen. */
export const useSetup = (
  { openSetup }: Pick<LiveSource, 'openSetup'>,
  queue: EarlyWorld['queue'],
  now: () => Date,
): LostSetup | undefined => {
  const freshness = useSyncExternalStore(queue.subscribe, () => queue.read().freshness);
  const [opened, setOpened] = useState<Omit<LostSetup, 'dismiss'> & { readonly since: Date }>();
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
    const reason = { message: lost.reason, tryThis: withRetry(lost.tryThis) };
    void Promise.all([import('./app.tsx'), openSetup(reason)]).then(
      ([drawing, setup]) => {
        if (setup !== undefined) setOpened({ since: lost.since, setup, SetupApp: drawing.SetupApp });
      },
      // What was looked for cannot be told: the last picture stays.
      () => undefined,
    );
  }, [lost, openSetup]);
  if (since === undefined || opened?.since !== since) return undefined;
  return { setup: opened.setup, SetupApp: opened.SetupApp, dismiss: () => dismiss(since) };
};

const withRetry = (tryThis: string | undefined): string =>
  [
    ...(tryThis === undefined ? [] : [tryThis]),
    'It is tried again by itself, and the console goes on where it was.',
  ].join(' ');
