import type { CauseReport } from '../../domain/finding/verdict.ts';
import { formatDateTime } from '../../domain/wording/duration.ts';
import { endSentence } from '../../domain/wording/end-sentence.ts';
import type { StoryFacts, StoryJudgement } from './conclude-story.ts';
import type { ForeseenDeparture } from './foresee-departure.ts';
import type { StoryConclusion } from './story.ts';

/** What the sentences need besides the facts. */
export interface ConclusionWords {
  readonly departure: ForeseenDeparture | undefined;
  /** When it left or was handed over. UTC. */
  readonly leftAt: string | null;
  readonly messageIdHeader: string | null;
  /** What the cause's report says of itself. */
  readonly speaker: CauseReport['speaker'];
}

/** The judgement in a sentence for whoever looks, and one for whoever asked. */
export const describeConclusion = (
  judgement: StoryJudgement,
  facts: StoryFacts,
  words: ConclusionWords,
): StoryConclusion => ({
  status: judgement.status,
  cause: judgement.cause,
  summary: summarize(judgement, facts, words),
  say: sayToCaller(judgement, words),
});

const at = (moment: string | null): string => (moment === null ? '' : ` on ${moment}`);

const summarize = (
  { why, status }: StoryJudgement,
  { live, obstacle, fate, beyond }: StoryFacts,
  { departure, leftAt, speaker }: ConclusionWords,
): string => {
  const found = speaker === undefined ? '' : ` ${endSentence(speaker.summary)}`;
  const failed = fate.kind === 'failed' || fate.kind === 'not-reached' ? fate.words : '';
  switch (why) {
    case 'copy':
      return 'It does not leave: this database is a neutralized copy, which sends nothing.';
    case 'no-route':
      return `Odoo will not hand it to a server.${found}`;
    case 'queue-stands':
      return endSentence(
        `It waits because no run takes it up: ${obstacle ?? speaker?.summary ?? 'the queue stands still'}`,
      );
    case 'refused-now':
      return `${fate.kind === 'failed' ? 'It failed and would fail again' : 'It waits, and would fail'}: ${endSentence(live.kind === 'fails' ? live.words : failed)}`;
    case 'no-recipient':
      return 'It has nobody to go to: nobody on it has an address that Odoo can use.';
    case 'held':
      return departure?.words ?? 'It is held back on purpose until later.';
    case 'fault-on-the-way':
      return `It waits, and something is wrong on its way.${found}`;
    case 'waits-its-turn':
      return `${departure?.words ?? 'It waits its turn.'}${status === 'ok' ? '' : found}`;
    case 'not-tried':
      return `Nothing was seen that keeps it, but its server could not be tried. ${departure?.words ?? ''}`.trim();
    case 'failed-before':
      return `It failed: ${endSentence(failed)} Odoo does not try again by itself.`;
    case 'handed-over':
      return `Odoo handed it over${at(leftAt)}, and nothing came back that Odoo knows of.`;
    case 'still-held':
    case 'returned':
    case 'delivered':
      return `Odoo handed it over${at(leftAt)}, and ${endSentence(beyond.kind === 'not-told' ? '' : beyond.words)}`;
    case 'handed-over-with-doubts':
      return `Odoo handed it over${at(leftAt)}.${found}`;
    case 'not-reached':
      return `It was not delivered: ${endSentence(failed)}`;
    case 'not-told':
      return `What became of it is not known: ${fate.kind === 'not-told' ? fate.words : ''}.`;
    case 'cancelled':
      return 'It was cancelled, by somebody or by a mailing that leaves people out, and does not leave.';
    case 'no-mail':
      return `There is no mail of that.${found}`;
  }
};

/** One sentence that can be read out on the telephone. */
const sayToCaller = ({ why }: StoryJudgement, { departure, leftAt, messageIdHeader }: ConclusionWords): string => {
  const named = messageIdHeader === null ? '' : ` as ${messageIdHeader}`;
  const on = at(leftAt);
  switch (why) {
    case 'waits-its-turn':
    case 'held':
      return departure === undefined
        ? 'It is waiting its turn and leaves with the next run.'
        : `It has not left yet; it is due to leave at ${formatDateTime(departure.at)}.`;
    case 'still-held':
      return 'It has not reached you yet: our mail server has not been able to deliver it, and goes on trying.';
    case 'delivered':
      return `The next mail server took it${on}${named}; please look in your spam folder as well.`;
    case 'handed-over':
    case 'handed-over-with-doubts':
      return `Our mail server took it${on}${named}; please look in your spam folder as well.`;
    case 'returned':
    case 'not-reached':
      return `It could not be delivered to your address${on === '' ? '' : ` (sent${on})`}; please tell us which address to use.`;
    case 'failed-before':
    case 'refused-now':
      return 'It has not reached you: sending it failed on our side, and we will send it again once that is mended.';
    case 'no-recipient':
      return 'It has not been sent: we have no usable mail address for you; please tell us which one to use.';
    case 'cancelled':
      return 'It was not sent: it was cancelled on our side.';
    case 'not-told':
      return 'We cannot see what became of it; may we send it again?';
    case 'no-mail':
      return 'We find no mail of that; we will look whether it was ever written.';
    default:
      return 'It has not left yet: something is wrong with our mail, and it will be sent once that is mended.';
  }
};
