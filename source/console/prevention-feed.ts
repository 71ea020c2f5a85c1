import { causes } from '../causes/index.ts';
import type { Remedy } from '../checks/cause.ts';
import { examinePrecautions } from '../diagnosis/examine-precautions.ts';
import type { RemedyOffer } from '../domain/change/remedy.ts';
import { precautions } from '../prevention/index.ts';
import type { PreventionContext } from '../prevention/precaution.ts';
import type { PreventionSource } from '../ui/screens/prevention/source.ts';
import type { WizardSource } from '../ui/screens/wizard/source.ts';
import type { CheckParts } from '../world/check-context.ts';
import type { CommandContext } from '../world/command.ts';
import { createPreventionContext } from '../world/prevention-world.ts';

interface PreventionFeedOptions {
  readonly command: CommandContext;
  readonly parts: CheckParts;
  /** Changes go the same way from every screen. */
  readonly wizard: Pick<WizardSource, 'changesOff' | 'apply' | 'newestChange' | 'undo' | 'watchRecord'>;
}

/** Puts precautions and their remedies behind what the prevention screen can see. */
export const createPreventionFeed = ({ command, parts, wizard }: PreventionFeedOptions): PreventionSource => {
  const open = (signal: AbortSignal): Promise<PreventionContext> =>
    createPreventionContext({ ...command, signal: AbortSignal.any([command.signal, signal]) }, parts);
  const { changesOff, apply, newestChange, undo, watchRecord } = wizard;
  return {
    precautions: precautions.map(({ id, title, question }) => ({ id, title, question })),
    changesOff,
    apply,
    newestChange,
    undo,
    watchRecord,
    async *examine({ signal, only }) {
      const chosen = precautions.filter(({ id }) => only === undefined || only.includes(id));
      yield* examinePrecautions(await open(signal), chosen);
    },
    inputs: async (offer, { signal }) => await findRemedy(offer).inputs(await open(signal), offer.subject),
    plan: async (offer, values, { signal }) =>
      await findRemedy(offer).plan(await open(signal), { subject: offer.subject, values }),
  };
};

const findRemedy = ({ id }: RemedyOffer): Remedy => {
  const all = [...precautions, ...causes].flatMap(({ remedies }) => remedies);
  const found = all.find((remedy) => remedy.id === id);
  if (found === undefined) throw new Error(`A finding offers the remedy '${id}', which nothing declares.`);
  return found;
};
