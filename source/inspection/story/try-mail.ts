import { chooseMails } from '../../changes/retry/choose-mails.ts';
import { describeSetAside } from '../../changes/retry/describe-set-aside.ts';
import { usualMaxAgeMs } from '../../changes/retry/retry-options.ts';
import { nameServer, type SendingGroup } from '../../changes/retry/sending-groups.ts';
import { type TriedGroup, tryServers } from '../../changes/retry/try-servers.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import { meaningOf } from '../../domain/replies/classes/index.ts';
import { endSentence } from '../../domain/wording/end-sentence.ts';
import type { LiveTry } from './conclude-story.ts';
import type { StoryPart } from './story.ts';
import type { StoryMail, StoryWorld } from './story-world.ts';

export interface TriedMail {
  readonly live: LiveTry;
  readonly part: StoryPart;
}

/**
 * One session with the server that Odoo would use, with exactly this sender and recipients; never past RCPT TO, and a
 * refused password is not sent again. Undefined for a mail that has left.
 */
export const tryMail = async (
  { retry, checks: { signal } }: StoryWorld,
  { mail, facts, route }: Pick<StoryMail, 'mail' | 'facts' | 'route'>,
): Promise<TriedMail | undefined> => {
  if (mail === undefined || route?.kind !== 'sends' || (mail.state !== 'outgoing' && mail.state !== 'exception')) {
    return undefined;
  }
  const candidates = await retry.odoo.retryCandidates([mail.id], { signal });
  const group: SendingGroup = { route, mails: candidates };
  const { groups, evidence } = await tryServers(retry, facts, [group], { signal });
  const [tried] = groups;
  if (tried === undefined) return undefined;
  const live = readTry(tried);
  return { live, part: tellTry(tried, live, evidence) };
};

const readTry = ({ verdict }: TriedGroup): LiveTry => {
  if (verdict.kind === 'untested') return verdict;
  if (verdict.kind === 'fails') {
    return { kind: 'fails', cause: meaningOf(verdict.class).cause, words: `${verdict.title}: ${verdict.words}` };
  }
  const { canaryRefused } = verdict;
  if (canaryRefused === null) return { kind: 'ready' };
  return {
    kind: 'fails',
    cause: meaningOf(canaryRefused.class).cause,
    words: `${canaryRefused.title}: ${canaryRefused.addresses.join(', ')}`,
  };
};

const tellTry = ({ route }: TriedGroup, live: LiveTry, evidence: readonly Evidence[]): StoryPart => {
  const server = nameServer(route.server);
  const common = { id: 'server', title: 'What the server says just now', evidence } as const;
  switch (live.kind) {
    case 'fails':
      return { ...common, status: 'fail', lines: [endSentence(`${server} refuses it just now: ${live.words}`)] };
    case 'untested':
      return { ...common, status: 'unknown', lines: [endSentence(`Not tried: ${live.why}`)] };
    default:
      return {
        ...common,
        status: 'ok',
        lines: [
          `${server} lets sender and recipients of this mail in just now. The message itself was not sent: what it would say to that is not known.`,
        ],
      };
  }
};

/** Why a retry would leave a failed mail out, or undefined where it would send it. Asks no server. */
export const objectToRetry = async (
  { retry, checks: { signal } }: StoryWorld,
  { mail, facts }: Pick<StoryMail, 'mail' | 'facts'>,
): Promise<string | undefined> => {
  if (mail === undefined || mail.state !== 'exception') return undefined;
  const shake = async () => ({ groups: [], evidence: [] });
  const options = { include: new Set<never>(), maxAgeMs: usualMaxAgeMs };
  const { setAside } = await chooseMails(retry, [mail.id], { facts, retry: options, shake }, { signal });
  const [objection] = setAside;
  return objection === undefined ? undefined : describeSetAside(objection);
};
