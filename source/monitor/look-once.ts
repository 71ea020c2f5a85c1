import { advanceLook, backMsOf } from './advance.ts';
import { rulesFor } from './config/config.ts';
import type { MonitorParts } from './monitor-world.ts';
import type { DatabaseState } from './state.ts';
import { missLook, takeLook } from './take-look.ts';
import { wordsOf } from './words-of.ts';

/**
 * One look at one database, judged. False where it was given up after `withinMs` and nothing is known of it.
 * Rejects with the reason of the signal alone.
 */
export const lookOnce = async (
  { config, store, world, signal }: Omit<MonitorParts, 'databases'>,
  name: string,
  withinMs?: number,
): Promise<boolean> => {
  const before = store.database(name);
  const began = performance.now();
  const late = withinMs === undefined ? undefined : AbortSignal.timeout(withinMs);
  let next: DatabaseState;
  try {
    const given = late === undefined ? signal : AbortSignal.any([signal, late]);
    const { reading, cronUnread } = await world.look(name, before, given);
    // Whoever let it go meanwhile does not want it back.
    signal.throwIfAborted();
    const lookMs = performance.now() - began;
    const backMs = backMsOf(rulesFor(config, name));
    next = takeLook(before, reading, { at: world.now(), lookMs, cronUnread, backMs });
  } catch (error) {
    signal.throwIfAborted();
    if (late?.aborted === true) return false;
    next = missLook(before, wordsOf(error), world.now());
  }
  // An examination may have ended meanwhile: its part of the state stays.
  const { examination, alerts } = store.database(name);
  store.take(name, advanceLook(name, { ...next, examination, alerts }, config, world.now()), world.now());
  return true;
};
