import type { TargetTitle } from '../ui/components/header.tsx';

/**
 * Why nothing can be changed in this database, for a person; undefined when it can. With --read-only there is a preview of
 * everything that would be possible.
 */
export const whyChangesAreOff = ({ neutralized, database, changesOff }: TargetTitle): string | undefined => {
  if (changesOff !== undefined) return changesOff;
  return neutralized
    ? `'${database}' is a neutralized copy: it must not send, so nothing is changed in it.`
    : undefined;
};
