import { type CauseFacts, causeFacts } from './causes.ts';

export type CauseId = keyof typeof causeFacts;

const isCauseId = (name: string): name is CauseId => Object.hasOwn(causeFacts, name);

/** The causes in the order in which they are shown: the founding ones first. */
export const causeIds: readonly CauseId[] = Object.keys(causeFacts).filter(isCauseId);

export const factsOf = (id: CauseId): CauseFacts => causeFacts[id];

/** The causes that a diagnosis must be able to answer before it calls a system healthy. */
export const foundingCauseIds: readonly CauseId[] = causeIds.filter((id) => factsOf(id).founding);

/** While one of these is broken the queue stands still; mended, it sends. */
export const setsQueueGoing = (id: CauseId): boolean => ['queue', 'server'].includes(factsOf(id).stage);

/** A live fault in one of these stops whatever mail is tried, whatever it failed for before; what hides the others first. */
export const causesOfEveryMail: readonly CauseId[] = (['server', 'queue', 'session'] as const).flatMap((stage) =>
  causeIds.filter((id) => factsOf(id).stage === stage),
);
