import type { Outlook } from '../../../diagnosis/outlook.ts';

/** The failed mails that can go out now, in words of the filter box; undefined where none can. */
export const retryFilterOf = ({ free, failed, freeClasses }: Outlook): string | undefined => {
  if (free === 0) return undefined;
  const classes = free === null ? '' : freeClasses.map((name) => `class:${name}`).join(' ');
  return free === failed || classes === '' ? 'state:exception' : classes;
};
