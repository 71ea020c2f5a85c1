import type { SpamRule } from '../../domain/deliverability/judge-message.ts';
import { runFed } from './run-fed.ts';

/** What SpamAssassin says of a message; a sentence where it is not there or does not answer. */
export type SpamAssassinVerdict = { readonly score: number; readonly rules: readonly SpamRule[] } | string;

/** The daemon's client first, which answers in a second; the program itself reads its rules anew each time. */
const programs = [
  { program: 'spamc', args: ['--no-safe-fallback', '--full', '--max-size=20000000'] },
  // No lookups of its own: those are measured already, and they would ask the world's resolver.
  { program: 'spamassassin', args: ['--test-mode', '--local'] },
] as const;

const usualPath = '/usr/local/bin:/usr/bin:/bin:/usr/sbin';

interface AskingOptions {
  /** The folders where programs are looked for, as in $PATH; the usual ones unless told otherwise. */
  readonly path?: string | undefined;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** Runs whichever is installed, on one message. Rejects only with the signal's reason. */
export const askSpamAssassin = async (
  message: Buffer,
  { path = usualPath, signal, timeoutMs }: AskingOptions,
): Promise<SpamAssassinVerdict> => {
  let why = 'SpamAssassin is not installed on this machine.';
  for (const { program, args } of programs) {
    const ending = await runFed({
      program,
      args,
      input: message.toString('latin1'),
      env: { PATH: path, HOME: '/nonexistent', LC_ALL: 'C' },
      timeoutMs,
      signal,
    });
    if (ending.kind === 'not-started') continue;
    const verdict = ending.kind === 'ended' ? readVerdict(ending.output) : undefined;
    if (verdict !== undefined) return verdict;
    why = ending.kind === 'killed' ? `${program} ${ending.reason}.` : `${program} gave no verdict.`;
  }
  return why;
};

/** The report's `Content analysis details: (5.1 points, 5.0 required)` and its table of rules; undefined where there is none. */
export const readVerdict = (output: string): Exclude<SpamAssassinVerdict, string> | undefined => {
  const found = /\((?<score>-?\d+(?:\.\d+)?) points,/.exec(output)?.groups;
  if (found === undefined) return undefined;
  const rules = [...output.matchAll(/^ *(-?\d+(?:\.\d+)?) ([A-Z][A-Z0-9_]+) /gm)].map(([, points, name = '']) => ({
    name,
    points: Number(points),
  }));
  return { score: Number(found['score']), rules };
};
