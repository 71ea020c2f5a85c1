import { describe, expect, it } from 'vitest';
import { createLimit } from '../../source/lib/limit.ts';
import { patient } from '../support/dns.ts';

/** A task that runs until it is told to end. */
const openTask = (started: string[], name: string) => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const run = () => {
    started.push(name);
    return promise;
  };
  return { run, end: () => resolve(name) };
};

describe('a limit', () => {
  it('starts the next task only when one ended, in order', async () => {
    const limit = createLimit(2);
    const started: string[] = [];
    const tasks = ['a', 'b', 'c', 'd'].map((name) => openTask(started, name));
    const results = tasks.map((task) => limit(patient.signal, task.run));

    tasks[1]?.end();
    await results[1];
    await expect.poll(() => started).toEqual(['a', 'b', 'c']);

    for (const task of tasks) task.end();
    expect(await Promise.all(results)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('goes on after a task that failed', async () => {
    const limit = createLimit(1);
    const failed = limit(patient.signal, () => Promise.reject(new Error('broken')));
    const next = limit(patient.signal, async () => 'fine');
    await expect(failed).rejects.toThrow('broken');
    expect(await next).toBe('fine');
  });

  it('never starts a task that was aborted while it waited', async () => {
    const limit = createLimit(1);
    const started: string[] = [];
    const [first, second, third] = ['first', 'second', 'third'].map((name) => openTask(started, name));
    const controller = new AbortController();
    const running = limit(patient.signal, first?.run ?? Promise.reject);
    const cancelled = limit(controller.signal, second?.run ?? Promise.reject);
    const last = limit(patient.signal, third?.run ?? Promise.reject);

    controller.abort(new Error('not needed'));
    await expect(cancelled).rejects.toThrow('not needed');
    first?.end();
    third?.end();
    expect([await running, await last]).toEqual(['first', 'third']);
    expect(started).toEqual(['first', 'third']);
  });
});
