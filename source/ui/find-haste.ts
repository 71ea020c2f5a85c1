/** Keys typed before a dialog was there to be read do not confirm it. */
const deafMs = 300;

/** Why a y is not taken yet; undefined once there was time to read what it confirms. */
export const findHaste = (openedAt: Date, now: Date): string | undefined =>
  now.getTime() - openedAt.getTime() < deafMs ? 'That came before it can have been read: y again.' : undefined;
