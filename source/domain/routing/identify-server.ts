import type { RoutedServer } from './route.ts';

/** How findings and journal name a server: `server:3`, or `conf`. The same text means the same server. */
export const identifyServer = (routed: RoutedServer): string =>
  routed.kind === 'conf' ? 'conf' : `server:${routed.server.id}`;
