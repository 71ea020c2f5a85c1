import type { Relay } from '../checks/measure/relays.ts';
import { finding } from '../domain/finding/finding.ts';
import { judgePasswordEnd } from '../domain/providers/calendar.ts';
import type { PrecautionCheck } from './precaution.ts';
import { measureUsedRelays } from './used-relays.ts';

/** Changes with a date that providers have announced, without logging in anywhere. */
export const announcementsCheck: PrecautionCheck = {
  id: 'prevention.announcements',
  title: 'What providers have announced',
  owner: 'provider',
  run: async (context) => {
    const relays = await measureUsedRelays(context);
    const hit = relays.flatMap((relay) => {
      const { host, title, subject } = relay;
      const use = { host, title, byPassword: logsInByPassword(relay), login: 'not-tried' } as const;
      const outlook = judgePasswordEnd(use, context.now());
      return outlook === undefined ? [] : [finding({ subject, ...outlook })];
    });
    if (hit.length > 0) return hit;
    const summary = 'No change with a date is known here that would hit the servers in use.';
    return [finding({ status: 'ok', summary })];
  },
};

/** A password that this role may not read is one all the same. */
const logsInByPassword = ({ login, server, user }: Relay): boolean =>
  login.kind === 'ready'
    ? login.credentials.kind === 'password'
    : login.kind === 'not-permitted' && (server?.oauth ?? null) === null && user !== null && user !== '';
