import { Client } from 'pg';
import { QueueWatcher } from '../queue/watcher.ts';
import { LiveQueueReader } from '../services/odoo/live-queue/reader.ts';
import { Session } from '../services/postgres/session.ts';
import { openConsole } from '../ui/open-console.tsx';
import { readTerminalStyle } from '../ui/theme/terminal-style.ts';
import type { Command } from './command.ts';

export const runConsole: Command = async (context) => {
  const session = new Session(
    async () => {
      const c = new Client({ connectionString: context.options.dsn ?? '' });
      await c.connect();
      return c;
    },
    { name: 'db' },
  );
  const listeners = new Set<(e: any) => void>();
  const watcher = new QueueWatcher({
    reader: new LiveQueueReader(session, 180000),
    intervalMs: 2000,
    now: context.now,
    listener: (event) => listeners.forEach((l) => l({ kind: 'queue', event })),
  });
  await openConsole({
    source: {
      target: { database: 'acme', odooVersion: '18.0', host: 'localhost', readOnly: false, neutralized: false },
      subscribe(l) {
        listeners.add(l);
        watcher.start();
        return () => listeners.delete(l);
      },
      refresh: () => void watcher.refresh(),
      setInterval: (ms) => watcher.setInterval(ms),
    },
    stdin: context.stdin,
    stdout: context.stdout as NodeJS.WriteStream,
    ...readTerminalStyle(context.options, context.env),
    now: context.now,
    signal: context.signal,
  });
  await watcher.stop();
  await session.close();
  return 0;
};
