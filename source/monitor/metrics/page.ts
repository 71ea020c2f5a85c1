import type { RegistryContentType } from '@prometheus-io/client';
import { collectFamilies, staleTimes } from './collect.ts';
import type { MonitorSnapshot } from './family.ts';
import { renderFamilies } from './render.ts';

/** However often a page is asked for, it is made anew at most once in this time, ms. */
const keepMs = 1_000;

export interface MetricsPage {
  text(format: RegistryContentType): Promise<string>;
  /** Why the monitor does not do its work; undefined where it does. */
  trouble(): string | undefined;
}

/** @param clock ms that only rise. */
export const createPage = (read: () => MonitorSnapshot, clock: () => number): MetricsPage => {
  const made = new Map<RegistryContentType, { readonly at: number; readonly text: Promise<string> }>();
  return {
    text(format) {
      const last = made.get(format);
      if (last !== undefined && clock() - last.at < keepMs) return last.text;
      const text = renderFamilies(collectFamilies(read()), format);
      made.set(format, { at: clock(), text });
      return text;
    },
    trouble: () => findStalledMonitor(read()),
  };
};

/** A database that cannot be read is looked at all the same; a monitor that looks at none stands still. */
export const findStalledMonitor = ({ state, config, now, startedAt }: MonitorSnapshot): string | undefined => {
  const tries = Object.values(state.databases).map(({ triedAt }) => triedAt ?? 0);
  const last = Math.max(startedAt, ...tries);
  return now - last > staleTimes(config).lookMs
    ? `No database was looked at since ${new Date(last).toISOString()}.`
    : undefined;
};
